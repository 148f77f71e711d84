-- The image that an organisation's conventions bear from their first day: JSON, as StoredFile in shared/convention/state.ts; its bytes are in R2.
ALTER TABLE organisation ADD COLUMN logo TEXT;
