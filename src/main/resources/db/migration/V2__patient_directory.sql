-- The patient directory: who the hospital's ADT messages speak of. Facts carry the time of the event that told them, so
-- that messages may arrive in any order.

create sequence patient_id_seq increment by 1;

create table patient (
  id            bigint       primary key,
  number        text         not null,
  name          text,
  sex           text,
  birth_date    date,
  id_card       text,
  phones        text[]       not null default '{}',
  person_at     timestamptz,
  phones_at     timestamptz,
  merged_into   bigint,
  as_of         timestamptz  not null,
  receipt_id    bigint       not null
);
comment on column patient.number is 'patient number in use, or the identity card if the hospital gave none';
comment on column patient.person_at is 'time of the event that told name, sex and birth';
comment on column patient.phones is 'E.164';
comment on column patient.merged_into is 'the patient this one turned out to be; its keys and traits have moved there';

-- Each number that names exactly one patient; a merge points it elsewhere.
create table patient_key (
  kind          text         not null,
  assigner      text         not null,
  value         text         not null,
  patient_id    bigint       not null,
  primary key (kind, assigner, value)
);
create index patient_key_by_patient on patient_key (patient_id);

-- Everything a patient is found by; kind and value as in complaint_claim.
create table patient_trait (
  kind          text         not null,
  value         text         not null,
  patient_id    bigint       not null,
  primary key (kind, value, patient_id)
);
create index patient_trait_by_patient on patient_trait (patient_id);

create table patient_visit (
  assigner      text         not null,
  number        text         not null,
  patient_id    bigint       not null,
  kind          text,
  department    text,
  bed           text,
  doctor        text,
  diagnosis     text,
  started_at    timestamptz,
  ended_at      timestamptz,
  cancelled     boolean      not null default false,
  at            timestamptz  not null,
  end_told_at   timestamptz,
  cancel_told_at timestamptz,
  receipt_id    bigint       not null,
  primary key (assigner, number)
);
create index patient_visit_by_number on patient_visit (number);
create index patient_visit_by_patient on patient_visit (patient_id);
comment on column patient_visit.at is 'time of the newest event that told where the patient is';
comment on column patient_visit.end_told_at is 'time of the discharge (A03) or its cancellation (A13) that ended_at stands for';
comment on column patient_visit.cancel_told_at is 'time of the admission or its cancellation (A11) that cancelled stands for';
