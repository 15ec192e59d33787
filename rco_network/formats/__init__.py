"""How numbers are written in languages where Django does not group them: as the reports do."""
