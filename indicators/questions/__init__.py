"""What pages, command line and downloads ask of a release; frames out."""
