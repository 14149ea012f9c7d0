# One's own sessions, proving who one is, and the mail about a new browser
step-up-heading = Bestätigen Sie, dass Sie es sind
step-up-text = Was Sie vorhaben, hat Gewicht, und zuletzt haben Sie vor längerer Zeit nachgewiesen, dass Sie es sind. Von Ihren Eingaben geht nichts verloren.
step-up-submit = Bestätigen
problem-step-up = Bitte bestätigen Sie, dass Sie es sind.
audit-session-confirmed = Bestätigt, wer dort sitzt
