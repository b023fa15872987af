"""The desk: a local web app over a ledger, in which an analyst reads, judges and looks."""
