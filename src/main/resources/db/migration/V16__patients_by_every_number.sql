-- Every patient number of a message names the patient; merges, moves and links keep the time of their event; each fact has
-- a time of its own, so that it can be deleted and messages may still arrive in any order.

alter table patient_key add column universal text not null default '';
alter table patient_key add column first_at timestamptz;
alter table patient_key add column standing_at timestamptz;
alter table patient_key add column given_up boolean not null default false;
alter table patient_key add column shared boolean not null default false;
create index patient_key_by_value on patient_key (value);
comment on column patient_key.universal is 'universal id of the assigner where one was told beside its namespace';
comment on column patient_key.first_at is 'earliest event that listed the number first';
comment on column patient_key.standing_at is 'newest merge that gave the number up or named it as the survivor';
comment on column patient_key.shared is 'assigners with different universal ids under one namespace gave the number';

-- Until now a patient was known by one number; any other came from a merge.
update patient_key k set given_up = true
  from patient p
 where p.id = k.patient_id and k.kind = 'patient-number' and k.value <> p.number;

alter table patient add column name_at timestamptz;
alter table patient add column sex_at timestamptz;
alter table patient add column birth_at timestamptz;
alter table patient add column id_card_at timestamptz;
alter table patient add column address text;
alter table patient add column address_at timestamptz;
comment on column patient.name_at is 'time of the event that told the name; null in rows of earlier versions, see person_at';

alter table patient_visit add column kind_at timestamptz;
alter table patient_visit add column place_at timestamptz;
alter table patient_visit add column doctor_at timestamptz;
alter table patient_visit add column diagnosis_at timestamptz;
alter table patient_visit add column start_told_at timestamptz;
alter table patient_visit add column began_at timestamptz;
alter table patient_visit add column since timestamptz;
alter table patient_visit add column told_under text;
alter table patient_visit add column became_assigner text;
alter table patient_visit add column became_number text;
create index patient_visit_by_became on patient_visit (became_number) where became_number is not null;
comment on column patient_visit.number is 'empty for the current stay of a patient of which no message tells a number';
comment on column patient_visit.place_at is 'time of the event that told department and bed';
comment on column patient_visit.began_at is 'newest event that began a stay under this number';
comment on column patient_visit.since is 'facts told up to here were of an earlier stay under the same number';
comment on column patient_visit.told_under is 'patient number under which the visit was first told';
comment on column patient_visit.became_number is 'number under which the visit goes on after a merge of visits';

-- Patients that an A24 linked: one person with two records. A37 takes a link back.
create table patient_link (
  patient_id    bigint       not null,
  other_id      bigint       not null,
  is_linked     boolean      not null,
  at            timestamptz  not null,
  primary key (patient_id, other_id)
);
create index patient_link_by_other on patient_link (other_id);
