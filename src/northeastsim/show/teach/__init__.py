"""The teaching page: one file, offline, on which a student predicts first and looks later."""
