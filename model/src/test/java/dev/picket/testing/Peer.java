package dev.picket.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A real peer: the Debian package that brings it and the command that shows it is there.
public enum Peer {
    WIREGUARD_GO("wireguard-go", "wireguard-go"), WIREGUARD_TOOLS("wireguard-tools",
            "wg"), NFTABLES("nftables", "nft"), IPROUTE("iproute2", "ip"), TSHARK("tshark",
                    "tshark"), TEXT2PCAP("wireshark-common", "text2pcap"), PROMETHEUS("prometheus",
                            "prometheus"), CHROMIUM("chromium", "chromium"), IRTT("irtt",
                                    "irtt"), SCAPY("python3-scapy",
                                            "scapy3"), FPING("fping",
                                                    "fping"), DNSMASQ("dnsmasq-base", "dnsmasq"),
    /// Unprivileged user and network namespaces, which no package brings.
    NAMESPACES("util-linux", "unshare");

    private final String debianPackage;
    private final String command;

    Peer(String debianPackage, String command) {
        this.debianPackage = debianPackage;
        this.command = command;
    }

    public String debianPackage() {
        return debianPackage;
    }

    public boolean isInstalled() {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin"
                + File.pathSeparator + "/sbin";
        return Stream.of(path.split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
