-- The document of a new case is written once: in the case. Its first revision has none of its own until the case changes.
-- Read revisions through revision_document, which knows where the document is.
alter table complaint_revision alter column document drop not null;
comment on column complaint_revision.document is 'null: the case has only this revision, so its document is that of the case';

create view revision_document as
  select r.complaint_id, r.revision, coalesce(r.document, c.document) as document, r.receipt_id, r.at
    from complaint_revision r join complaint c on c.id = r.complaint_id;

-- These rows are derived, and only where the row of their case is locked; cases are never deleted. The check of the key was
-- nearly half of what a duty cost.
alter table duty drop constraint duty_complaint_id_fkey;
alter table case_status drop constraint case_status_complaint_id_fkey;
alter table complaint_fact drop constraint complaint_fact_complaint_id_fkey;
