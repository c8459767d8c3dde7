"""Surveys (在线调查): questions drawn as a form without code, one answer each, and a result with charts."""
