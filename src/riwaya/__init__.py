"""riwaya reads reports and keeps a ledger of attributed claims, each tied to its exact words."""

__version__ = "0.1.0"
