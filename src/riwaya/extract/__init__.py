"""Report -> claims: cue, content, source, chain, stance, mentions."""
