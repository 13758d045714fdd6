"""Schema, migrations, SQLite (PostgreSQL later), the queries."""
