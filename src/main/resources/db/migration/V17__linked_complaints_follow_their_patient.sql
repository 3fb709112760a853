-- A complaint that is linked to a patient follows that patient through merges: its numbers find it.
insert into complaint_claim (kind, value, complaint_id)
select claim.kind, claim.value, c.id
  from complaint c
 cross join lateral (values ('patient-number', c.document #>> '{patient,patientNumber}'),
                            ('visit-number', c.document #>> '{visit,visitNumber}')) as claim(kind, value)
 where c.erased_at is null and c.document #>> '{patient,link,state}' = 'linked' and claim.value is not null
on conflict do nothing;

-- Those whose patient was merged before are looked at once.
insert into work (lane, ref, due_at)
select distinct 'context', c.complaint_id, now()
  from patient_key k
  join complaint_claim c on c.kind = k.kind and c.value = k.value
 where k.given_up
on conflict do nothing;
