package org.onestophub.problem;

/**
 * Everything that can be wrong, once, with a code that never changes its meaning.
 *
 * <p>Code {@code XX-nnn}: the letters name the room, the first digit says who acts: 1 the datum is wrong (tell the
 * sender, no retry), 2 our mapping or configuration is wrong (fix, then replay), 3 the outside is unavailable (retried
 * by itself), 9 a fault of the hub. {@code docs/errors.md} is generated from this list.
 */
public enum Problem {
    // RC: receive
    KEY_REUSED(
            "RC-101",
            409,
            "The same source key arrived before with other content.",
            "A sender reused an order number or idempotency key for a changed message.",
            "Ask the sender to use a new key; the refused bytes are kept under the receipt."),
    TOO_LARGE(
            "RC-102",
            413,
            "The input is larger than the hub accepts.",
            "The size is above hub.receive.max-size, or above the bound of its door or source.",
            "Ask for smaller files, or raise the bound. Of what was pushed over HTTP the first 64 KB are kept."),
    MAPPING_UNKNOWN(
            "RC-201",
            500,
            "The route names a mapping that is not there.",
            "mappings/ has no folder of that name, or it did not load.",
            "Correct the route or add the mapping."),
    STORE_UNAVAILABLE(
            "RC-301",
            503,
            "The store cannot take the input now.",
            "The database or the disk refused the write.",
            "Nothing was accepted; the sender repeats. Check the database and the disk."),
    OVERLOADED(
            "RC-302",
            503,
            "More senders wait than the hub admits.",
            "hub.receive.max-waiting senders already wait for their commit.",
            "Nothing was accepted; the sender repeats later."),
    RECEIVE_FAULT(
            "RC-901",
            500,
            "The pages of a letter could not be brought together, in a way nobody foresaw.",
            "A fault of the hub.",
            "Report it with the receipt's id; the bytes are kept."),

    // RD: read
    NOT_HL7(
            "RD-101",
            422,
            "The bytes are no HL7 v2 message.",
            "The message does not start with an MSH segment that can be read.",
            "Check what the sender puts on the line."),
    CHARSET_UNREADABLE(
            "RD-102",
            422,
            "The text is in no character set the hub can establish.",
            "The declared character set is wrong or unknown and the bytes are neither UTF-8 nor GB18030.",
            "Have the sender declare its character set, then replay."),
    CORRUPT(
            "RD-103",
            422,
            "The file or message is truncated or corrupt.",
            "Its structure ends early or contradicts itself.",
            "Ask for it again; the bytes received are kept."),
    DATE_UNREADABLE(
            "RD-104",
            422,
            "A date or time is not in the agreed form.",
            "The source sends another format than its profile says.",
            "Correct the profile in mapping.yaml or the source, then replay."),
    ENCRYPTED(
            "RD-105",
            422,
            "The document is protected by a password.",
            "A scan or attachment was saved with encryption.",
            "Ask for an unprotected copy."),
    TYPE_UNSUPPORTED(
            "RD-106",
            422,
            "The content is of a type this channel does not read.",
            "The first bytes belong to no format the mapping declares.",
            "Send a supported format, or look at the kept bytes by hand."),
    BOUNDS_EXCEEDED(
            "RD-107",
            422,
            "The content exceeds a bound set for safety.",
            "Too many parts, pages, rows, pixels or levels of nesting.",
            "Look at the kept bytes by hand; raise the bound only with a reason."),
    EMPTY("RD-108", 422, "The input is empty.", "Zero bytes, or a container with nothing in it.", "Ask for it again."),
    JSON_MALFORMED(
            "RD-109",
            400,
            "The body is no valid JSON object.",
            "Syntax error, duplicate field, or nesting deeper than allowed.",
            "Correct the sender."),
    COLUMNS_UNEXPECTED(
            "RD-110",
            422,
            "The columns are not those of the profile.",
            "The system that writes the file changed its options or version.",
            "Set the right profile in mapping.yaml, then replay."),
    MULTIPART_MALFORMED(
            "RD-111",
            400,
            "The multipart body cannot be taken apart.",
            "Missing boundary, missing part, or broken part headers.",
            "Correct the sender."),
    SIDECAR_ALONE(
            "RD-112",
            422,
            "A file that tells of a letter came without the letter.",
            "The scan is missing, came much later, or has another name than the profile says.",
            "Look for the letter; correct the profile in mapping.yaml, then replay, or discard."),
    PAGES_MISSING(
            "RD-113",
            422,
            "Pages are missing between the first and the last of a letter.",
            "The device left numbers out, or files were lost or came after the letter was complete.",
            "Compare with the paper; a page that came later is a letter of its own."),
    PROFILE_INVALID(
            "RD-201",
            500,
            "The reader's profile in mapping.yaml is not usable.",
            "An option is missing or has a value the reader does not know.",
            "Correct mapping.yaml, then replay."),
    OCR_UNAVAILABLE(
            "RD-301",
            503,
            "The text recognition did not give a text.",
            "Tesseract is not installed, timed out or failed.",
            "The case is recorded with its image only; install Tesseract and replay to add the text."),
    READER_BUSY(
            "RD-302",
            503,
            "The reader of scans has no place free.",
            "Many scans at once.",
            "Retried by itself; if it stays, raise hub.read.scan.parallel."),
    DECODER_UNAVAILABLE(
            "RD-303",
            503,
            "The process that decodes scans did not start or ended without a result.",
            "Java was updated or moved while the hub ran, the disk is full, or the system ended the process for want of memory.",
            "Retried by itself; look at disk and memory, and restart the hub after an update of Java or of the hub."),
    READ_FAULT(
            "RD-901",
            500,
            "The reader failed in a way nobody foresaw.",
            "A fault of the hub.",
            "Report it with the receipt's id; the bytes are kept."),

    // MP: map
    SAMPLE_NOT_REPLACEABLE(
            "MP-101",
            422,
            "What is personal in this input cannot be replaced reliably.",
            "It is a picture, a form with files, winmail.dat, or otherwise in a form the hub only reads.",
            "Write a synthetic sample by hand that shows the same thing."),
    SAMPLE_NOT_CLEAN(
            "MP-102",
            422,
            "A sample of this input would still hold something of it.",
            "A word of the input also stands where the sample keeps words.",
            "Write a synthetic sample by hand that shows the same thing."),
    MAPPING_FAILED(
            "MP-201",
            500,
            "The mapping could not be applied.",
            "The JSLT program failed on this input.",
            "Add the input as a sample, correct the mapping, then replay."),
    MAPPING_NO_OBJECT(
            "MP-202",
            500,
            "The mapping gave no complaint.",
            "Its result is not an object.",
            "Correct the mapping, then replay."),
    MAP_FAULT(
            "MP-901",
            500,
            "The mapping failed in a way nobody foresaw.",
            "A fault of the hub.",
            "Report it with the receipt's id; the bytes are kept."),

    // CK: check
    FIELD_MISSING(
            "CK-101",
            422,
            "A field without which there is no complaint is missing.",
            "The sender left it out, or the mapping does not carry it.",
            "Complete the input, or correct the mapping."),
    FIELD_INVALID(
            "CK-102",
            422,
            "A field has a value of the wrong form.",
            "Wrong type, unknown field, or text longer than allowed.",
            "Correct the input, or the mapping."),
    CODE_UNKNOWN(
            "CK-103",
            422,
            "A code is not in its code list.",
            "The sender uses a code the hub does not know.",
            "Add the code or a crosswalk to mappings/code-lists, then replay."),
    ID_CARD_CHECK(
            "CK-104",
            422,
            "The check character of an identity card number does not fit.",
            "A typing error; the number is kept and marked as not verified.",
            "Verify the number with the person."),
    CREDIT_CODE_CHECK(
            "CK-105",
            422,
            "The check character of a unified social credit code does not fit.",
            "A typing error, or one of the issued codes that break the rule.",
            "Compare it with the certificate."),
    DATE_IMPLAUSIBLE(
            "CK-106",
            422,
            "A date lies where it cannot be.",
            "In the future, or before 1900; a device clock may be wrong.",
            "Correct it at the source; the arrival time is used."),
    PHONE_UNREADABLE(
            "CK-107",
            422,
            "A phone number cannot be brought into the international form.",
            "Withheld, an extension, or a typing error; the original is kept.",
            "Nothing, unless call-back is needed."),
    TEXT_CUT(
            "CK-108",
            422,
            "A text or list is longer than a complaint keeps and was cut.",
            "The sender wrote more than the field holds.",
            "Nothing; the whole of it stands in the kept bytes."),
    CHECK_FAULT(
            "CK-901",
            500,
            "The check failed in a way nobody foresaw.",
            "A fault of the hub.",
            "Report it with the receipt's id; the bytes are kept."),

    // EN: enrich
    CONTEXT_CONFLICT(
            "EN-101",
            422,
            "The claims of a complaint point to different patients.",
            "Numbers given by the complainant belong to different people.",
            "Decide by hand; the hub links nobody."),
    PATIENT_MISSING(
            "EN-102",
            422,
            "An ADT message names no patient.",
            "No PID segment or no identifier in it.",
            "Correct the hospital system."),
    EVENT_UNSUPPORTED(
            "EN-103",
            422,
            "An ADT event the directory does not apply.",
            "The trigger event is outside the set the hub keeps.",
            "Nothing; the message is kept and counted."),
    CONTEXT_UNAVAILABLE(
            "EN-301",
            503,
            "The patient directory cannot be asked now.",
            "The database refused the query.",
            "Retried by itself; check the database."),
    ENRICH_FAULT(
            "EN-901",
            500,
            "Patient facts could not be applied or used, in a way nobody foresaw.",
            "A fault of the hub.",
            "Report it with the receipt's id; the bytes are kept."),

    // RE: record
    INPUT_OPEN(
            "RE-101",
            409,
            "An input of this complaint waits or is being worked on.",
            "It would bring back what is to be erased.",
            "Nothing was changed. Look at its trace; replay or discard what waits, then ask again."),
    RECORD_UNAVAILABLE(
            "RE-301",
            503,
            "The record could not be committed now.",
            "The database refused the transaction.",
            "Retried by itself; check the database."),
    RECORD_FAULT(
            "RE-901",
            500,
            "The record failed in a way nobody foresaw.",
            "A fault of the hub.",
            "Report it with the receipt's id; the bytes are kept."),

    // DL: deliver
    BROKER_UNAVAILABLE(
            "DL-301",
            503,
            "The broker takes no events now.",
            "It is stopped, full, or unreachable.",
            "Events wait in the outbox and follow by themselves; check the broker and its disk."),

    DESTINATION_REFUSED(
            "DL-101",
            422,
            "The destination does not accept this complaint.",
            "It answered that what it was given is not acceptable, however often it is sent.",
            "Read the answer at the delivery; correct the outbound mapping or the destination, then resend."),
    QUEUE_IN_USE(
            "DL-102",
            409,
            "The queue is in use and is not removed.",
            "A route feeds the destination, the settings name it as one that consumes, or somebody reads the queue now.",
            "Switch the route off or take the destination out of hub.broker.destinations, restart, and ask again."),
    OUTBOUND_FAILED(
            "DL-201",
            500,
            "The outbound mapping could not be applied.",
            "The JSLT program failed on this event, or gave a form the sink cannot write.",
            "Correct the mapping, then resend."),
    BROKER_RIGHT_MISSING(
            "DL-202",
            409,
            "The broker does not let the hub remove the queue.",
            "The hub's login at a broker of your own lacks the right deleteDurableQueue.",
            "Nothing was changed. Give the right, or have the broker's administrator remove the queue, then ask again."),
    DESTINATION_UNREACHABLE(
            "DL-302",
            503,
            "The destination cannot be reached; it was given nothing.",
            "Network, name, TLS, login or folder.",
            "Retried by itself; test the connection and correct its settings."),
    DESTINATION_BUSY(
            "DL-303",
            503,
            "The destination answers that it takes nothing now.",
            "It is overloaded or has a fault of its own.",
            "Retried by itself; look at the destination."),
    OUTCOME_UNKNOWN(
            "DL-304",
            503,
            "Nobody knows whether the destination has it.",
            "The line broke or the time ran out after the handing over began, or the hub was stopped in between.",
            "Sent again by itself if the destination is declared idempotent; otherwise look there and decide."),
    DELIVER_FAULT(
            "DL-901",
            500,
            "A delivery failed in a way nobody foresaw.",
            "A fault of the hub.",
            "Report it with the delivery's id; it can be resent."),

    // DI: district
    CURSOR_INVALID(
            "DI-101",
            400,
            "The cursor is none this hub gave for this feed.",
            "It was cut, changed, or made by another hub or profile.",
            "Take a snapshot and go on with the cursor it gives, or start without a cursor."),
    SNAPSHOT_TOO_LARGE(
            "DI-201",
            500,
            "The snapshot exceeds its bound of size or time.",
            "There are more complaints than hub.district.snapshot-max-size or -max-time allow.",
            "Raise the bound; the disk under hub.home must hold it."),
    SNAPSHOT_BUSY(
            "DI-301",
            429,
            "A snapshot is being made already.",
            "This key has one under way, or the hub makes as many as it admits.",
            "Wait for it; the answer says when to ask again."),
    FEED_BUSY(
            "DI-302",
            429,
            "More readers wait for the feed's next event than the hub admits.",
            "Many readers, of one key or of all, or readers that do not end their requests.",
            "Ask again with the same cursor when the answer says, or without waiting."),
    REJECTS_FULL(
            "DI-303",
            429,
            "Too many rejects of this key are open.",
            "The reader cannot take much of what it is given, and nobody has seen to it.",
            "Nothing was kept. Speak with the hospital's operators; they settle what is done."),

    // CH: channels, start
    PLAN_STALE(
            "CH-101",
            409,
            "The files, or what runs, are no longer those of the plan.",
            "Somebody edited a file or applied something after the plan was made.",
            "Nothing was changed. Plan again, read it, and apply that."),
    ROUTE_INVALID(
            "CH-201",
            500,
            "A route file does not load.",
            "Syntax, shape, or a name it refers to.",
            "Correct the file at the line named."),
    CONNECTOR_INVALID(
            "CH-202",
            500,
            "A connector file does not load.",
            "Syntax, shape, or a name it refers to.",
            "Correct the file at the line named."),
    MAPPING_INVALID(
            "CH-203",
            500,
            "A mapping folder does not load.",
            "mapping.yaml, the JSLT program or a code list has an error.",
            "Correct the file at the line named."),
    SECRET_MISSING(
            "CH-204",
            500,
            "A secret or setting that an enabled channel needs is missing.",
            "It is neither in the environment nor in a config tree.",
            "Provide it, or disable the channel."),
    BROKER_NOT_PERSISTENT(
            "CH-205",
            500,
            "The broker does not persist messages.",
            "It is configured without persistence.",
            "Enable persistence; the hub does not start without."),
    SCHEMA_NOT_MIGRATED(
            "CH-206",
            500,
            "The database schema cannot be brought to this version.",
            "It is newer than the hub, was changed by hand, or a migration failed.",
            "Use the matching hub version, or restore the schema."),
    SETTING_INVALID(
            "CH-207",
            500,
            "A setting has a value the hub cannot use.",
            "A typing error or an unknown name.",
            "Correct the setting."),
    SAMPLES_RED(
            "CH-208",
            409,
            "Golden samples of a mapping are not answered as their files say.",
            "The mapping or a code list changed what becomes of an input, or the answer beside a sample is out of date.",
            "Correct the mapping, or read the new answers and write them; then plan and apply again."),
    RESTART_NEEDED(
            "CH-209",
            409,
            "The change takes effect at the next start of the hub only.",
            "Routes of the prefixes flow-, shared- and ops-, schemas and calendars are not exchanged while the hub runs.",
            "Restart the hub when it suits; nothing that was accepted is lost."),
    SOURCE_UNREACHABLE(
            "CH-301",
            503,
            "A source cannot be reached or refuses the login.",
            "Network, host, login or folder.",
            "Retried by itself; check the connection's settings."),
    CHANNEL_STOPPED(
            "CH-302",
            503,
            "The channel takes nothing now.",
            "It is stopped, disabled, or its files do not load.",
            "Nothing was accepted; the sender repeats later. Look at the channel list and start the channel."),
    FILE_UNTAKEABLE(
            "CH-303",
            503,
            "A file lies in an inbox and cannot be taken.",
            "The protocol cannot carry its name (a line break or a path in it), or the login may not rename it.",
            "Rename the file at its source, or give the login the right; it is tried again by itself."),
    APPLY_RUNNING(
            "CH-304",
            409,
            "Another apply is under way.",
            "Somebody else applies changes; one at a time.",
            "Wait until it has ended, then plan again."),
    WATCH_CUT_SHORT(
            "CH-305",
            503,
            "The hub was stopped before it had seen a change go well.",
            "Somebody stopped the hub during an apply.",
            "The next start takes the files as they are; look whether the route runs."),
    TEST_RUNS(
            "CH-310",
            409,
            "A test of a connection is running.",
            "Somebody else asked for it, or too many channels are tested at once.",
            "Ask again when it has ended."),
    NAME_UNKNOWN(
            "CH-311",
            502,
            "The host's name has no address.",
            "A typing error, or the name service does not know it or does not answer.",
            "Correct the host in the settings, or ask whoever keeps the name service."),
    PORT_CLOSED(
            "CH-312",
            502,
            "Nothing takes connections at this port.",
            "The server is down, the port is another one, or a firewall refuses.",
            "Ask whether the server runs; then for the port, and for the way through the firewall."),
    SERVER_SILENT(
            "CH-313",
            504,
            "The server did not answer in time.",
            "A firewall that drops, a server that hangs, or TLS spoken to a server that waits for plain text.",
            "Ask for the way through the firewall; check port and protocol against each other."),
    SERVER_STRANGE(
            "CH-314",
            502,
            "The server does not speak the protocol of this channel.",
            "The port belongs to another service, or the server closed the connection.",
            "Check port and protocol; the server's own log may say more."),
    TLS_REFUSED(
            "CH-315",
            502,
            "There is no TLS that the server and the hub have in common.",
            "The server offers none, or only versions nobody should use any more.",
            "Have TLS 1.2 or later switched on at the server."),
    CERTIFICATE_UNTRUSTED(
            "CH-316",
            502,
            "The server's certificate is signed by nobody the hub trusts.",
            "A certificate of the hospital's own authority, a self-signed one, or somebody in between.",
            "Compare it with the server's; then give the authority's certificate to the hub."),
    CERTIFICATE_OUT_OF_DATE(
            "CH-317",
            502,
            "The server's certificate has expired or is not valid yet.",
            "It was not renewed, or a clock is wrong.",
            "Have it renewed; compare the clocks."),
    CERTIFICATE_OTHER_NAME(
            "CH-318",
            502,
            "The server's certificate is for another name.",
            "The settings have an address or an old name.",
            "Use a name for which the certificate is made."),
    HOST_KEY_UNKNOWN(
            "CH-319",
            502,
            "The server's host key is not the one in the known-hosts file.",
            "The server was made anew, the file has another form of its name, or somebody is in between.",
            "Ask for the key's fingerprint by another way; only if it agrees, put the new line into the file."),
    LOGIN_REFUSED(
            "CH-320",
            502,
            "The server refuses the login.",
            "A wrong or expired password, a locked account, or a kind of login the server does not take.",
            "Try the same account by hand, then correct the settings."),
    FOLDER_MISSING(
            "CH-321",
            502,
            "The folder is not there.",
            "A typing error, upper and lower case, or an account that begins elsewhere.",
            "List the folders with the same account, then correct the folder's name."),
    RIGHT_MISSING(
            "CH-322",
            502,
            "The account lacks a right that the channel needs.",
            "It may read only; the hub must move what it has taken.",
            "Have the account given the right to create, rename and delete in the folder."),
    DOOR_KEYLESS(
            "CH-323",
            502,
            "Nobody has a key for this address of the hub.",
            "No key with the role is among the settings.",
            "Make one: keys new --name <name> --role <role>."),
    TABLE_UNFIT(
            "CH-324",
            502,
            "The table is not as the route says.",
            "The table or a column of it is not there, or its key column has no unique index.",
            "Compare table and columns with the route; the SQL state beside it says which it is."),
    QUEUE_MISSING(
            "CH-325",
            502,
            "The queue is not there.",
            "A typing error, or a broker that makes no queues by itself.",
            "Have the queue made, or correct its name."),
    CHANNEL_FAULT(
            "CH-901",
            500,
            "A route could not be exchanged, in a way nobody foresaw.",
            "A fault of the hub itself.",
            "The version that ran before runs; keep the log and report it."),

    // AC: access
    KEY_MISSING(
            "AC-101",
            401,
            "The request carries no valid API key.",
            "No bearer key, or one the hub does not know.",
            "Send Authorization: Bearer with a valid key."),
    ROLE_MISSING(
            "AC-102",
            403,
            "The key does not have the role this address needs.",
            "The key was made for another purpose.",
            "Use a key with the role."),
    NOT_FOUND("AC-103", 404, "There is nothing at this address.", "A wrong number or id.", "Check the number."),
    REQUEST_INVALID(
            "AC-104",
            400,
            "A parameter of the request has a value the hub cannot use.",
            "A typing error or a value out of range.",
            "Correct the request."),
    METHOD_UNKNOWN(
            "AC-105",
            405,
            "This address does not take this method.",
            "For example GET where something is to be sent.",
            "Use a method of the API description."),
    MEDIA_TYPE_UNKNOWN(
            "AC-106",
            415,
            "The body is of a media type this address does not take.",
            "A missing or wrong Content-Type, or a compressed body (Content-Encoding).",
            "Send one of the media types of the API description. Of what was pushed the first 64 KB are kept."),
    NOT_ACCEPTABLE(
            "AC-107",
            406,
            "The answer exists in no form the request accepts.",
            "A narrow Accept header.",
            "Accept application/json and application/problem+json."),
    BODY_INCOMPLETE(
            "AC-108",
            408,
            "The body did not arrive completely in time.",
            "The connection was slow or broke, or the body is not what its header says.",
            "Send it again. Of what was pushed so far the first 64 KB are kept under a refused receipt."),
    REQUEST_MALFORMED(
            "AC-109",
            400,
            "The request is no HTTP the hub takes.",
            "A forbidden character in the address, a head above 16 KB, no Host, an unknown or doubled length of the body.",
            "Correct the client or the proxy before the hub; nothing was accepted."),
    WORK_BUSY(
            "AC-301",
            503,
            "There is no place free for this work now.",
            "Others compare inputs or try mappings, or one of them does not end.",
            "Ask again in a minute."),
    ACCESS_FAULT(
            "AC-901",
            500,
            "The request failed in a way nobody foresaw.",
            "A fault of the hub.",
            "Report it with the time of the request.");

    private final String code;
    private final int httpStatus;
    private final String meaning;
    private final String cause;
    private final String remedy;

    Problem(String code, int httpStatus, String meaning, String cause, String remedy) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.meaning = meaning;
        this.cause = cause;
        this.remedy = remedy;
    }

    /** Stable code, {@code XX-nnn}. */
    public String code() {
        return code;
    }

    /** The room it is raised in, as the ledger and the log name it. */
    public String room() {
        return switch (code.substring(0, 2)) {
            case "RC" -> "receive";
            case "RD" -> "read";
            case "MP" -> "map";
            case "CK" -> "check";
            case "EN" -> "enrich";
            case "RE" -> "record";
            case "DL" -> "deliver";
            case "DI" -> "district";
            case "CH" -> "channel";
            default -> "access";
        };
    }

    /** HTTP status a waiting sender gets, 400–599. */
    public int httpStatus() {
        return httpStatus;
    }

    /** One sentence for people: what is wrong. */
    public String meaning() {
        return meaning;
    }

    /** One sentence: the usual cause. */
    public String cause() {
        return cause;
    }

    /** One sentence: what to do. */
    public String remedy() {
        return remedy;
    }

    /** True if the outside is at fault and the same input may succeed later (third character of the code is 3). */
    public boolean isPassing() {
        return code.charAt(3) == '3';
    }

    /**
     * The problem with this code.
     * @throws IllegalArgumentException if no problem has it
     */
    public static Problem ofCode(String code) {
        for (Problem problem : values()) {
            if (problem.code.equals(code)) {
                return problem;
            }
        }
        throw new IllegalArgumentException("unknown problem code");
    }
}
