-- what only machines sent is nobody's repeat and no second copy of a case
delete from case_trait t using complaint c
where c.id = t.complaint_id and c.document->'flags'->>'automatedMail' = 'true';
