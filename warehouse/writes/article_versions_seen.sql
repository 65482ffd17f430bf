-- incoming: ledger.article_versions
-- The same text again is the same version, seen once more; its cause and what it replaced stay.
UPDATE ledger.article_versions AS t SET
  title = s.title, authors = s.authors, published_at = s.published_at, published_date = s.published_date,
  published_precision = s.published_precision, published_origin = s.published_origin,
  published_reason = s.published_reason, published_offset_minutes = s.published_offset_minutes,
  modified_at = s.modified_at, modified_date = s.modified_date, modified_precision = s.modified_precision,
  modified_origin = s.modified_origin, modified_offset_minutes = s.modified_offset_minutes, language = s.language,
  language_confidence = s.language_confidence, section = s.section, tags = s.tags, image = s.image,
  publisher = s.publisher, is_free = s.is_free, text_origin = s.text_origin, raw_hash = s.raw_hash,
  fetch_id = s.fetch_id, cleaner = s.cleaner, last_seen_at = s.last_seen_at
FROM incoming AS s
WHERE t.version_id = s.version_id
RETURNING 'UPDATE' AS merge_action
