package org.onestophub.operate.alert;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.contract.ChannelDuty;
import org.onestophub.complaint.contract.operations.CertificateExpiry;
import org.onestophub.platform.remote.TrustedCertificates;
import org.onestophub.platform.store.DataDisks;
import org.onestophub.problem.Problem;
import org.springframework.stereotype.Component;

/** What runs out: the disk, certificates, the working calendar. */
@Component
class MachineAlerts implements AlertSource {

    /** The notice of a year comes out in November of the year before; two weeks are left to enter it. */
    private static final Duration CALENDAR_AHEAD = Duration.ofDays(14);

    private final DataDisks disks;
    private final CertificateExpiry certificates;
    private final ChannelDuty duty;
    private final AlertProperties properties;

    MachineAlerts(DataDisks disks, CertificateExpiry certificates, ChannelDuty duty, AlertProperties properties) {
        this.disks = disks;
        this.certificates = certificates;
        this.duty = duty;
        this.properties = properties;
    }

    @Override
    public List<AlertObservation> look(Instant now) {
        List<AlertObservation> seen = new ArrayList<>();
        for (DataDisks.Disk disk : disks.look()) {
            seen.add(AlertObservation.least(
                    AlertCondition.DISK_FREE,
                    disk.folder(),
                    disk.freeBytes(),
                    properties.diskFree().toBytes(),
                    Problem.STORE_UNAVAILABLE.code()));
        }
        certificates.validUntil().forEach((channel, end) -> seen.add(ending(channel, end, now)));
        for (int i = 0; i < properties.certificateFiles().size(); i++) {
            // a file's path would reveal the machine; its place in the setting says which file it is
            seen.add(ending(
                    "file-" + (i + 1), endOf(properties.certificateFiles().get(i)), now));
        }
        boolean isKnown = duty.isCalendarKnown(now) && duty.isCalendarKnown(now.plus(CALENDAR_AHEAD));
        seen.add(AlertObservation.of(AlertCondition.CALENDAR_ENDS, "", !isKnown, ""));
        return seen;
    }

    private AlertObservation ending(String subject, Instant end, Instant now) {
        long days = Math.max(0, Duration.between(now, end).toDays());
        boolean holds = days < properties.certificateDays();
        return new AlertObservation(
                AlertCondition.CERTIFICATE_ENDS,
                subject,
                holds ? AlertObservation.Level.HOLDS : AlertObservation.Level.OVER,
                Problem.CERTIFICATE_OUT_OF_DATE.code(),
                days,
                properties.certificateDays());
    }

    /** The first end among the certificates of a file; a file that cannot be read has ended. */
    private static Instant endOf(Path file) {
        Instant first = Instant.MAX;
        try {
            for (X509Certificate one : TrustedCertificates.certificatesIn(file)) {
                Instant end = one.getNotAfter().toInstant();
                first = end.isBefore(first) ? end : first;
            }
            return first;
        } catch (IOException | CertificateException e) {
            return Instant.EPOCH;
        }
    }
}
