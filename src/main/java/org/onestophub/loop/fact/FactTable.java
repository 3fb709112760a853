package org.onestophub.loop.fact;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import org.onestophub.complaint.contract.CaseFacts;
import org.onestophub.complaint.list.CodeLists;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Derives facts from what stands in the ledger, in one statement for any number of cases. So facts that are rebuilt are the same
 * as those written while cases were recorded.
 */
@Component
public class FactTable implements CaseFacts {

    /**
     * An event that is impossible where it stands changes nothing, so it does not count: an unknown type (ST-101), not possible in
     * the state (ST-102), out of turn (ST-104), a merge into no case (ST-111 to ST-114). What was passed on by a merged case
     * counts for the one that stands for it.
     */
    private static final String WRITE = """
            insert into complaint_fact (complaint_id, institution, institution_name, number, received_on, channel, matter_type,
              categories, departments, staff_roles, severity, flags, left_out, state, marks, happened, not_handled, forum,
              core_systems, payout, result, satisfaction, duties_met, duties_missed, duties_open, closed_on, anonymised,
              repeats, track, changed_at_once, helpers, steps, kind, ended_on)
            select c.id, coalesce(d.institution->>'uscc', ''), coalesce(d.institution->>'name', ''), c.number,
              cast(c.received_at at time zone 'Asia/Shanghai' as date), c.channel, coalesce(d.matter->>'type', ''),
              array(select distinct v collate "C" from jsonb_array_elements_text(coalesce(d.matter->'categories', '[]')) as v
                order by 1),
              array(select distinct coalesce(v->>'code', '') collate "C"
                from jsonb_array_elements(coalesce(d.matter->'departments', '[]')) as v order by 1),
              array(select distinct v->>'role' collate "C" from jsonb_array_elements(coalesce(d.matter->'staff', '[]')) as v
                where v->>'role' is not null order by 1),
              cast(d.matter->>'severity' as int),
              array(select k from jsonb_each_text(coalesce(d.flags, '{}')) as f(k, v) where v = 'true'
                order by k collate "C"),
              case when d.flags->>'discipline' = 'true' then 'discipline'
                when d.flags->>'automatedMail' = 'true' then 'machine'
                when (select bool_and(coalesce(a->>'channel', '') = any(cast(:tests as text[])))
                  from jsonb_array_elements(coalesce(d.arrivals, '[]')) as a) then 'test'
                when s.state = 'merged' then 'merged'
                when s.state = 'withdrawn' then 'withdrawn' else '' end,
              coalesce(s.state, 'received'), coalesce(s.marks, '{}'), coalesce(e.happened, '{}'),
              case when s.state = 'not-handled' then coalesce(e.not_handled, '') else '' end, coalesce(e.forum, ''),
              array(select distinct one from jsonb_array_elements(coalesce(e.core_systems, '[]')) as listed
                cross join lateral jsonb_array_elements_text(listed) as one order by 1),
              e.payout,
              coalesce(e.result, d.handling->'hotline'->>'result', ''),
              coalesce(e.satisfaction, d.handling->'hotline'->>'satisfaction', ''),
              coalesce(t.met, '{}'), coalesce(t.missed, '{}'), coalesce(t.open, '{}'),
              case when s.state = 'closed' then e.closed_on end, c.erased_at is not null,
              array(select who from case_repeat p cross join lateral (values ('caller', p.callers), ('patient', p.patients),
                ('staff', p.staff), ('caller-third', cast(p.callers = 2 as int))) as n(who, times)
                where p.complaint_id = c.id and times > 0 order by who),
              coalesce(e.track, d.reception->>'track', ''),
              array(select distinct v collate "C" from jsonb_array_elements_text(
                coalesce(d.reception->'changedAtOnce', '[]') || coalesce(e.changed, '[]')) as v order by 1),
              array(select distinct v->>'kind' collate "C" from jsonb_array_elements(
                coalesce(d.reception->'helpers', '[]') || coalesce(e.helpers, '[]')) as v where v->>'kind' is not null order by 1),
              coalesce(e.steps, '[]'), c.kind,
              case when s.state in ('closed', 'not-handled', 'returned')
                then greatest(e.ended_on, cast(c.received_at at time zone 'Asia/Shanghai' as date)) end
            from complaint c
            cross join lateral (select * from jsonb_to_record(c.document)
              as r(institution jsonb, matter jsonb, flags jsonb, arrivals jsonb, handling jsonb, reception jsonb)) as d
            left join case_status s on s.complaint_id = c.id
            left join lateral (
              select array_agg(distinct v.type order by v.type) as happened,
                (array_agg(v.document->>'reason' order by v.occurred_at desc, v.id desc)
                  filter (where v.type = 'not-handled'))[1] as not_handled,
                (array_agg(v.document->>'forum' order by v.occurred_at desc, v.id desc)
                  filter (where v.document->>'forum' is not null))[1] as forum,
                jsonb_agg(v.document->'coreSystems') filter (where v.document->'coreSystems' is not null) as core_systems,
                sum(cast(v.document->>'amount' as numeric)) filter (where v.type = 'compensated') as payout,
                (array_agg(v.document->>'result' order by v.occurred_at desc, v.id desc) filter (where
                  v.document->>'result' is not null and v.type in ('fed-back', 'closed', 'called-back')))[1] as result,
                (array_agg(coalesce(v.document->'satisfaction'->>'outcome', v.document->'satisfaction'->>'attitude',
                  v.document->'satisfaction'->>'efficiency', '') order by v.occurred_at desc, v.id desc)
                  filter (where v.type = 'called-back'))[1] as satisfaction,
                (array_agg(v.document->>'track' order by v.occurred_at desc, v.id desc)
                  filter (where v.document->>'track' is not null))[1] as track,
                jsonb_path_query_array(jsonb_agg(v.document->'changedAtOnce'), '$[*][*]') as changed,
                jsonb_path_query_array(jsonb_agg(v.document->'helpers'), '$[*][*]') as helpers,
                cast(max(v.occurred_at) filter (where v.type in ('closed', 'solved-on-spot'))
                  at time zone 'Asia/Shanghai' as date) as closed_on,
                cast(max(v.occurred_at) filter (where v.type in ('closed', 'solved-on-spot', 'not-handled', 'returned'))
                  at time zone 'Asia/Shanghai' as date) as ended_on,
                jsonb_agg(jsonb_strip_nulls(jsonb_build_object('type', v.type,
                  'day', to_char(v.occurred_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'),
                  'kind', v.document->'seal'->>'kind', 'seal', v.document->'seal'->>'number',
                  'holder', cast(:departments as jsonb)->>lower(btrim(normalize(v.document->'seal'->>'holder', nfkc))),
                  'to', coalesce(v.document->'to'->>'departmentCode',
                    cast(:departments as jsonb)->>lower(btrim(normalize(v.document->'to'->>'departmentName', nfkc))),
                    cast(:departments as jsonb)->>lower(btrim(normalize(v.document->'to'->>'name', nfkc)))),
                  'forum', v.document->>'forum', 'level', v.document->>'level', 'reference', v.document->>'reference'))
                  order by v.occurred_at, v.id) filter (where v.type = any(cast(:ledgers as text[]))) as steps
              from status_event v
              where (v.complaint_id = c.id and v.passed_to is null or v.passed_to = c.id) and not exists (
                select from jsonb_array_elements(coalesce(s.findings, '[]')) as f where f->>'source' = v.source
                  and f->>'eventId' = v.event_id and f->>'code' in ('ST-101', 'ST-102', 'ST-104', 'ST-111', 'ST-112', 'ST-113', 'ST-114'))) as e on true
            left join lateral (
              select array_agg(u.rule order by u.rule collate "C") filter (where u.worst = 0) as met,
                array_agg(u.rule order by u.rule collate "C") filter (where u.worst = 2) as missed,
                array_agg(u.rule order by u.rule collate "C") filter (where u.worst = 1) as open
              from (select rule, max(case when missed then 2 when met_at is null then 1 else 0 end) as worst
                from duty where complaint_id = c.id and (missed or met_at is not null or ended_at is null) group by rule) as u
            ) as t on true
            where c.id = any(cast(:ids as bigint[]))
            on conflict (complaint_id) do update set institution = excluded.institution,
              institution_name = excluded.institution_name, received_on = excluded.received_on,
              channel = excluded.channel, matter_type = excluded.matter_type, categories = excluded.categories,
              departments = excluded.departments, staff_roles = excluded.staff_roles, severity = excluded.severity,
              flags = excluded.flags, left_out = excluded.left_out, state = excluded.state, marks = excluded.marks,
              happened = excluded.happened, not_handled = excluded.not_handled, forum = excluded.forum,
              core_systems = excluded.core_systems, payout = excluded.payout, result = excluded.result,
              satisfaction = excluded.satisfaction, duties_met = excluded.duties_met,
              duties_missed = excluded.duties_missed, duties_open = excluded.duties_open, closed_on = excluded.closed_on,
              repeats = excluded.repeats, track = excluded.track, changed_at_once = excluded.changed_at_once,
              helpers = excluded.helpers, steps = excluded.steps, kind = excluded.kind, ended_on = excluded.ended_on
            where not complaint_fact.anonymised and not excluded.anonymised""";

    /** The same for cases of which nothing is known but what RECORD holds in memory; see {@link OpenedFacts}. */
    private static final String WRITE_OPENED = """
            insert into complaint_fact (complaint_id, institution, institution_name, number, received_on, channel, matter_type,
              categories, departments, staff_roles, severity, flags, left_out, state, marks, happened, not_handled, forum,
              core_systems, result, satisfaction, duties_met, duties_missed, duties_open, track, changed_at_once, helpers,
              kind)
            select id, institution, institution_name, number, cast(received_on as date), channel, matter_type,
              cast(categories as text[]), cast(departments as text[]), cast(staff_roles as text[]), severity,
              cast(flags as text[]), left_out, state, '{}', '{}', '', '', '{}', result, satisfaction,
              cast(duties_met as text[]), cast(duties_missed as text[]), cast(duties_open as text[]), track,
              cast(changed_at_once as text[]), cast(helpers as text[]), kind
              from unnest(cast(:id as bigint[]), cast(:institution as text[]), cast(:institutionName as text[]),
                cast(:number as text[]), cast(:receivedOn as text[]), cast(:channel as text[]), cast(:matterType as text[]),
                cast(:categories as text[]), cast(:departments as text[]), cast(:staffRoles as text[]),
                cast(:severity as int[]), cast(:flags as text[]), cast(:leftOut as text[]), cast(:state as text[]),
                cast(:result as text[]), cast(:satisfaction as text[]), cast(:dutiesMet as text[]),
                cast(:dutiesMissed as text[]), cast(:dutiesOpen as text[]), cast(:track as text[]), cast(:changedAtOnce as text[]),
                cast(:helpers as text[]), cast(:kind as text[]))
              as o(id, institution, institution_name, number, received_on, channel, matter_type, categories, departments,
                staff_roles, severity, flags, left_out, state, result, satisfaction, duties_met, duties_missed, duties_open, track,
                changed_at_once, helpers, kind)""";

    private final JdbcClient jdbc;
    private final CodeLists lists;
    private final String[] tests;
    private final OpenedFacts opened;

    FactTable(JdbcClient jdbc, FactProperties properties, CodeLists lists) {
        this.jdbc = jdbc;
        this.lists = lists;
        this.tests = properties.testChannels().toArray(String[]::new);
        this.opened = new OpenedFacts(properties.testChannels());
    }

    @Override
    public void write(Collection<Long> complaintIds) {
        if (!complaintIds.isEmpty()) {
            jdbc.sql(WRITE)
                    .param("ids", complaintIds.toArray(Long[]::new))
                    .param("tests", tests)
                    .param("ledgers", CaseStep.TYPES.toArray(String[]::new))
                    .param("departments", departments())
                    .update();
        }
    }

    /** The codes of departments by every word for them, as JSON. */
    private String departments() {
        ObjectNode codes = JsonNodeFactory.instance.objectNode();
        lists.named("department").ifPresent(list -> list.codesByWord().forEach(codes::put));
        return codes.toString();
    }

    @Override
    public void writeOpened(Collection<Opened> cases) {
        if (!cases.isEmpty()) {
            opened.rows(cases).bind(jdbc.sql(WRITE_OPENED)).update();
        }
    }

    @Override
    public void freeze(long complaintId) {
        jdbc.sql(
                        "update complaint_fact set anonymised = true, steps = (select coalesce(jsonb_agg(step - 'seal' - 'reference'"
                                + " order by at), '[]') from jsonb_array_elements(steps) with ordinality as s(step, at))"
                                + " where complaint_id = :id")
                .param("id", complaintId)
                .update();
    }

    /** Locks the next cases above an id until the transaction ends, so that what is derived of them cannot be outdated. */
    public List<Long> lockNext(long afterId, int most) {
        return jdbc.sql("select id from complaint where id > :after order by id limit :most for update")
                .param("after", afterId)
                .param("most", most)
                .query(Long.class)
                .list();
    }
}
