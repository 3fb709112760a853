-- Which department has a case, by its events. Cases from before: by the last of them, until something happens again.

alter table case_status add column lead text;
comment on column case_status.lead is 'code of the department that leads; null: none was named';

update case_status s set lead = last.lead
  from (select distinct on (e.complaint_id) e.complaint_id,
          case when jsonb_path_exists(e.document, '$.tasks[*] ? (@.part == "lead")')
            then jsonb_path_query_first(e.document, '$.tasks[*] ? (@.part == "lead").departmentCode') #>> '{}'
            else e.document #>> '{to,departmentCode}' end as lead
          from status_event e
         where e.complaint_id is not null and e.passed_to is null and (e.type = 'transferred'
            or jsonb_path_exists(e.document, '$.tasks[*] ? (@.part == "lead")'))
         order by e.complaint_id, e.occurred_at desc, e.id desc) last
 where last.complaint_id = s.complaint_id and last.lead is not null;

create index case_status_by_lead on case_status (lead, complaint_id) where lead is not null;
