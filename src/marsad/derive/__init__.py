"""What follows from events: figures, grades, tolls, tallies, control, time lines and their differences."""
