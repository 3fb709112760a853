-- The document of a new case is written once: in the case. Its first revision has none of its own until the case changes.
-- Read revisions through revision_document, which knows where the document is.
alter table complaint_revision alter column document drop not null;
comment on column complaint_revision.document is 'null: the case has only this revision, so its document is that of the case';

create view revision_document as
  select r.complaint_id, r.revision, coalesce(r.document, c.document) as document, r.receipt_id, r.at
    from complaint_revision r join complaint c on c.id = r.complaint_id;
