package dev.picket.probes.dns;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsPtrRecord;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A record's content as a person would write it; the same for two spellings of one content.
final class RecordText {

    private RecordText() {}

    static String of(DnsRecord record) {
        if (record instanceof DnsPtrRecord pointer) {
            return name(pointer.hostname());
        }
        if (!(record instanceof DnsRawRecord raw)) {
            return "";
        }
        ByteBuf content = raw.content().duplicate();
        DnsRecordType type = record.type();
        if (type.equals(DnsRecordType.A) || type.equals(DnsRecordType.AAAA)) {
            return address(content);
        }
        if (type.equals(DnsRecordType.CNAME) || type.equals(DnsRecordType.NS)) {
            return name(DefaultDnsRecordDecoder.decodeName(content));
        }
        return type.equals(DnsRecordType.TXT)
                ? texts(content)
                : content.readableBytes() + " bytes of " + type.name();
    }

    /// `text` as [#of] would write it, if it is of the content of a record.
    static String canonical(String text) {
        try {
            return InetAddress.ofLiteral(text).getHostAddress();
        } catch (IllegalArgumentException _) {
            return name(text);
        }
    }

    private static String name(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return bare.toLowerCase(Locale.ROOT);
    }

    private static String address(ByteBuf content) {
        byte[] octets = new byte[content.readableBytes()];
        content.readBytes(octets);
        try {
            return InetAddress.getByAddress(octets).getHostAddress();
        } catch (UnknownHostException _) {
            return octets.length + " bytes instead of an address";
        }
    }

    /// The character-strings of a TXT record, joined (RFC 1035 §3.3.14).
    private static String texts(ByteBuf content) {
        StringBuilder text = new StringBuilder();
        while (content.isReadable()) {
            int length = Math.min(content.readUnsignedByte(), content.readableBytes());
            text.append(content.readCharSequence(length, StandardCharsets.UTF_8));
        }
        return name(text.toString());
    }
}
