"""Several people at one desk: accounts with roles, sessions, an access log. Used only with `serve --team`.

Accounts(path)                accounts, sessions and the log, in a file beside the ledger
TeamDoor(accounts, cap)       the way in for people with accounts
pages.feature(door)           signing in and out, one's own password, and for admins the accounts and the log
"""
