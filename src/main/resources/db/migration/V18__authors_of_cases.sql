-- Who may add to a case by mail is a name of the case of its own, no longer every address in the complaint. Addresses that
-- only a Reply-To field gave stay claims.
insert into complaint_alias (kind, value, complaint_id)
select distinct 'author', lower(mail.address collate "C"), c.id
  from complaint c
 cross join lateral jsonb_array_elements_text(c.document #> '{complainant,emails}') as mail(address)
 where c.erased_at is null
   and length(mail.address) <= 320
   and not exists (
     select from jsonb_array_elements(c.document #> '{complainant,claims}') as claim
      where claim ->> 'kind' = 'mail' and lower(claim ->> 'value') = lower(mail.address)
      having bool_and(claim ->> 'source' like '/headers/replyTo%'))
on conflict (kind, value, complaint_id) do nothing;
