-- Whose turn it is on the version that was submitted last, as in shared/version/awaited.ts; JSON.
ALTER TABLE summary ADD COLUMN awaited TEXT NOT NULL DEFAULT '[]';
