package org.onestophub.complaint.contract.configuration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.FieldOrigins;
import org.onestophub.problem.Fault;

/**
 * Channels that are being drafted: chosen in a form, tried with a real input, and then applied as the same files that people
 * write by hand. A draft changes nothing that runs. Drafts are of the hub as a whole.
 */
public interface ChannelDrafts {

    /** Largest input that a draft is tried with, in bytes. */
    int MOST_INPUT = 8 * 1024 * 1024;

    /**
     * A kind of system that can be drafted.
     *
     * @param name of its connector
     * @param title as the connector says
     * @param description as the connector says
     * @param inputs what the form asks
     * @param mappings mappings of inputs that fit
     * @param files whether it reads files of a folder, of which one can be taken as the input
     * @param ownFields whether a mapping of its own is made of fields of an order that are chosen
     * @param targets what a mapping of its own is made of; empty if there can be none
     * @param dialects makes of telephone systems of which a mapping of its own can read call records; empty if it is not for files
     */
    @Schema(name = "DraftKind")
    record Kind(
            String name,
            String title,
            String description,
            List<Input> inputs,
            List<String> mappings,
            boolean files,
            boolean ownFields,
            List<Target> targets,
            List<String> dialects) {}

    /**
     * A value that the form asks, from the connector's own description.
     *
     * @param name of the value
     * @param title as the connector says
     * @param help as the connector says
     * @param type {@code string}, {@code integer} or {@code boolean}
     * @param format what more the connector says of it: {@link #HOST_KEYS} and {@link #CERTIFICATES} are files of what is trusted,
     *     which {@link ChannelDrafts#trust} makes; {@link #LOCAL_FOLDER} and {@link #LOCAL_FILE} are a folder and
     *     a file of this machine
     * @param standard what counts where nothing is given; empty if there is nothing
     * @param needed whether something must be given
     * @param secret whether it is kept apart and never shown again
     * @param options the only values there are; empty if others are possible
     * @param least smallest number, absent if any
     * @param most largest number, absent if any
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DraftInput")
    record Input(
            String name,
            String title,
            String help,
            String type,
            String format,
            String standard,
            boolean needed,
            boolean secret,
            List<String> options,
            @Nullable Long least,
            @Nullable Long most) {

        /** A file of host keys. */
        public static final String HOST_KEYS = "host-keys";

        /** A file of certificates. */
        public static final String CERTIFICATES = "certificates";

        /** A folder of this machine. */
        public static final String LOCAL_FOLDER = "local-folder";

        /** A file of this machine. */
        public static final String LOCAL_FILE = "local-file";

        /** Whether it names a file of what is trusted. */
        public boolean isTrust() {
            return format.equals(HOST_KEYS) || format.equals(CERTIFICATES);
        }
    }

    /**
     * A field of a complaint that a choice can fill.
     *
     * @param pointer its JSON pointer
     * @param list the code list that its words are looked up in; empty if none
     * @param time whether it is a time
     * @param needed whether a draft must fill it
     */
    @Schema(name = "DraftTarget")
    record Target(String pointer, String list, boolean time, boolean needed) {}

    /**
     * One field chosen.
     *
     * @param target JSON pointer of the field of the complaint, one of {@link #targets}; for call records of the profile of the mapping:
     *     {@code /profile/dialect}, {@code /profile/usegmtime}, {@code /profile/complaintLines/numbers}, {@code
     *     /profile/complaintLines/queues}, {@code /profile/outsidePrefixes}
     * @param source JSON pointer of the value in the input; for call records the value itself, or several with commas between
     */
    @Schema(name = "DraftChoice")
    record Choice(String target, String source) {}

    /**
     * A draft.
     *
     * @param id name of the channel it would be
     * @param kind its connector
     * @param values what was given, without secrets
     * @param secrets names of secrets that were given
     * @param mapping the mapping that it uses; empty for one of its own
     * @param choices the fields of its own mapping
     * @param inputBytes size of the input to try it with; 0 if there is none
     * @param inputName name of the file that it was; empty if it was none
     * @param slow whether a trial takes long, as a picture is read
     * @param sampleProblem why no golden sample could be made of the input; empty if one was, or nothing was tried
     * @param by who changed it last
     * @param at when, UTC
     * @param digest names what its files say
     */
    @Schema(name = "ChannelDraft")
    record Draft(
            String id,
            String kind,
            Map<String, String> values,
            List<String> secrets,
            String mapping,
            List<Choice> choices,
            long inputBytes,
            String inputName,
            boolean slow,
            String sampleProblem,
            String by,
            Instant at,
            String digest) {}

    /**
     * What a change says.
     *
     * @param values by name of the input; an empty secret keeps the one that was given, for the same server alone
     * @param mapping the mapping to use; empty for one of its own
     * @param choices the fields of its own mapping
     */
    @Schema(name = "DraftChange")
    record Change(
            @Nullable Map<String, String> values,
            @Nullable String mapping,
            @Nullable List<Choice> choices) {}

    /**
     * What the draft makes of its input. Nothing of it is kept.
     *
     * @param sources the values of the input that can be chosen, by JSON pointer
     * @param view as READ found it, absent if it was stopped
     * @param document the complaint, absent if it was stopped
     * @param origins where its fields came from, absent if there is none
     * @param code what stopped it, absent if nothing did
     * @param field the field at fault
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DraftTrial")
    record Trial(
            Map<String, String> sources,
            @Nullable JsonNode view,
            @Nullable JsonNode document,
            @Nullable List<FieldOrigins.Field> origins,
            @Nullable String code,
            @Nullable String field) {}

    /**
     * A file that an apply would add, or lines that it would add to {@code settings.yaml}.
     *
     * @param name its path in the configuration folder
     * @param text what it says
     */
    @Schema(name = "DraftFile")
    record Added(String name, String text) {}

    /** The kinds that can be drafted. Others are made by hand from the files of a like channel. */
    List<Kind> kinds();

    /** The fields that choices can fill in orders that a platform pushes. */
    List<Target> targets();

    /** All drafts, by name. */
    List<Draft> drafts();

    /**
     * One draft.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that name
     */
    Draft draft(String id);

    /**
     * Begins a draft.
     * @throws org.onestophub.problem.ProblemException AC-104 for a name that is none, is taken, or for another kind; CH-103 above
     *     20 drafts
     */
    Draft begin(String id, String kind, String by);

    /**
     * Changes a draft; what is not given stays.
     * @throws org.onestophub.problem.ProblemException AC-104 with the value that cannot be, AC-103
     */
    Draft change(String id, Change change, String by);

    /**
     * Takes an input to try it with, at most 8 MiB, until the draft is applied or discarded, 7 days at most.
     *
     * @param name of the file that it was; empty if it was none
     * @throws org.onestophub.problem.ProblemException RC-102 if it is larger, AC-103
     */
    Draft input(String id, String name, byte[] bytes, String by);

    /**
     * Takes the file that has waited longest in its folder as the input; the file stays where it is.
     * @throws org.onestophub.problem.ProblemException AC-104 for a value that is missing, or where there is no folder, AC-103, CH-310
     */
    ConnectionReport take(String id, String by);

    /**
     * Trusts the server that shows this fingerprint: what it shows is kept in a file of the hub, which the draft then names. A
     * typed password stays unless another server was trusted before.
     *
     * @param fingerprint as a test showed it
     * @throws org.onestophub.problem.ProblemException AC-104 if the server shows another one now, or there is nothing to trust, AC-103,
     *     CH-310
     */
    Draft trust(String id, String fingerprint, String by);

    /**
     * Tries its connection step by step, with what was given; what waits for its sender has no connection to try.
     * @throws org.onestophub.problem.ProblemException AC-104 for a value that is missing, AC-103
     */
    ConnectionReport test(String id);

    /**
     * What it makes of its input.
     * @throws org.onestophub.problem.ProblemException AC-104 without an input, AC-103
     */
    Trial trial(String id);

    /** The files that an apply would add; no secret is in them. */
    List<Added> added(String id);

    /** What the hub would find wrong if they were there. */
    List<Fault> check(String id);

    /**
     * Puts the files into the configuration folder and applies that channel, and no other. If it does not run, the files are taken
     * away again and the draft stays; if it does, the draft is gone.
     *
     * @param expect the digest that was seen
     * @throws org.onestophub.problem.ProblemException CH-101 if the draft is another now, or something that it uses has changes
     *     that were not applied, CH-102 if the folder cannot be written, CH-304 while another apply is under way, AC-104 if the
     *     name was taken meanwhile, AC-103
     */
    ApplyReport apply(String id, String expect, String by);

    /**
     * Ends a draft and removes all that was given for it, but not the secrets of a channel of that name; does nothing if there is
     * none.
     * @throws org.onestophub.problem.ProblemException CH-304 while a draft is applied
     */
    void discard(String id, String by);
}
