"""Signatures of people: who may make them, challenges to sign in with, and what a kept signature is worth."""
