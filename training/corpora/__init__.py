"""Public corpora as documents: one file per corpus, every reader exact to the published format."""
