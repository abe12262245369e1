"""Pictures and reports over HTTP: by address, to be embedded, and told to other sites."""
