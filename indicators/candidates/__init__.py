"""Candidates between reading and accepting: their record, their files, their reasons."""
