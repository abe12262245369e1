"""What programs may ask of a release, and the answers: for the server and for files alike."""
