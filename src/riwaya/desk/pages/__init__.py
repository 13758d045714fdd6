"""The pages one reads: each file holds one feature's pages and its `routes`."""
