package org.onestophub.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Everybody around the hub. The servers run from the start; those that call the hub are given once it has an address.
 */
public final class Neighbours implements AutoCloseable {

    /** The mailbox the hub watches. */
    public static final String MAILBOX = "complaints@example.org";

    /** The mailbox to which sheets of orders are sent. */
    public static final String SHEETS_MAILBOX = "sheets@example.org";

    /** Connections the hospital system keeps. */
    public static final int HOSPITAL_CONNECTIONS = 4;

    private final MailServer mail;
    private final SftpServer sftp;
    private final FtpServer ftp;
    private final FtpServer ftps;
    private final OrderList orders;
    private final OpinionVendor opinion;
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final List<HospitalSystem> hospital = new ArrayList<>();
    private HotlinePlatform hotline;
    private Desk desk;
    private Path inbox;

    private Neighbours(
            MailServer mail, SftpServer sftp, FtpServer ftp, FtpServer ftps, OrderList orders, OpinionVendor opinion) {
        this.mail = mail;
        this.sftp = sftp;
        this.ftp = ftp;
        this.ftps = ftps;
        this.orders = orders;
        this.opinion = opinion;
    }

    /**
     * Starts the servers.
     * @param folder where they keep their files
     * @param password of all accounts
     */
    public static Neighbours start(Path folder, String password) throws IOException {
        MailServer mail = MailServer.start();
        mail.account(MAILBOX, password);
        mail.account(SHEETS_MAILBOX, password);
        return new Neighbours(
                mail,
                SftpServer.start(Files.createDirectories(folder.resolve("sftp")), "onestop", password),
                FtpServer.start(Files.createDirectories(folder.resolve("ftp")), "onestop", password),
                FtpServer.startSecure(Files.createDirectories(folder.resolve("ftps")), "onestop", password),
                OrderList.start(password),
                OpinionVendor.start());
    }

    /** Gives those who call the hub its addresses; {@code inbox} is {@code hub.home/inbox}. */
    public void meet(HotlinePlatform newHotline, Desk newDesk, int mllpPort, Path newInbox) {
        hotline = newHotline;
        desk = newDesk;
        inbox = newInbox;
        for (int i = 0; i < HOSPITAL_CONNECTIONS; i++) {
            hospital.add(new HospitalSystem("127.0.0.1", mllpPort));
        }
    }

    /** The mail server. */
    public MailServer mail() {
        return mail;
    }

    /** The SFTP server. */
    public SftpServer sftp() {
        return sftp;
    }

    /** The FTP server without encryption. */
    public FtpServer ftp() {
        return ftp;
    }

    /** The FTP server with TLS. */
    public FtpServer ftps() {
        return ftps;
    }

    /** The platform that is asked for its orders. */
    public OrderList orders() {
        return orders;
    }

    /** The vendor that monitors public opinion. */
    public OpinionVendor opinion() {
        return opinion;
    }

    /** The hotline platform. */
    public HotlinePlatform hotline() {
        return hotline;
    }

    /** The complaint desk. */
    public Desk desk() {
        return desk;
    }

    /** One of the hospital system's connections, 0 to {@link #HOSPITAL_CONNECTIONS} - 1. */
    public HospitalSystem hospital(int connection) {
        return hospital.get(connection);
    }

    /** Lays a file into one of the hub's own inboxes, complete at once. */
    public void drop(String folder, String name, byte[] bytes) throws IOException {
        Path target = Files.createDirectories(inbox.resolve(folder)).resolve(name);
        Path part = target.resolveSibling(name + ".part");
        Files.write(part, bytes);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Notes that the hub answered otherwise than the sender had to expect; no personal data. */
    public void expectAnswer(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            surprises.add(what + ": expected answer " + expected + ", found " + found);
        }
    }

    /** Notes that something could not be sent at all. */
    public void surprise(String what) {
        surprises.add(what);
    }

    /** Every answer that was not as expected. */
    public List<String> surprises() {
        return List.copyOf(surprises);
    }

    @Override
    public void close() throws IOException {
        hospital.forEach(HospitalSystem::close);
        if (hotline != null) {
            hotline.close();
        }
        mail.close();
        sftp.close();
        ftp.close();
        ftps.close();
        orders.close();
        opinion.close();
    }
}
