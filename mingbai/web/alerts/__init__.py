"""预警处置: the inbox of alerts, and one alert with its evidence, verification, hearing and decision."""
