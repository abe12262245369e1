"""Which tables a sheet has and what each column means: proposed, or saved by a person."""
