"""Applications (办件): filed by the public, received, corrected, accepted, reviewed, decided, issued, delivered."""
