import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.*;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a read-committed consumer of Apache Kafka's own client sees in topics, and where groups have come to:
 * {@code java -cp 'jars/*' ReadTopics.java <brokers> <prefix> <seconds> [<topic whose values are printed>...]}.
 * Lines of fields between tabs; key, value and headers in base64, "-" for null:
 * M topic partition offset key value name=value..., E topic partition end highWatermark position, O group topic partition offset.
 */
public class ReadTopics {
  /** On a busy machine Kafka's own minute is too short. */
  private static final int PATIENCE_MS = 180_000;

  public static void main(String[] args) {
    try {
      read(args);
    } catch (Exception e) {
      // Kafka's exceptions have no stack, and Java's launcher of sources cannot print those.
      System.err.println("reading failed: " + e);
      System.exit(1);
    }
  }

  private static void read(String[] args) throws Exception {
    String brokers = args[0];
    String prefix = args[1];
    long deadline = System.currentTimeMillis() + Long.parseLong(args[2]) * 1000;
    Set<String> withValues = new HashSet<>(Arrays.asList(args).subList(3, args.length));
    StringBuilder out = new StringBuilder();
    try (KafkaConsumer<byte[], byte[]> reader = consumer(brokers, "read_committed");
        KafkaConsumer<byte[], byte[]> plain = consumer(brokers, "read_uncommitted")) {
      List<TopicPartition> partitions = new ArrayList<>();
      reader.listTopics().forEach((topic, infos) -> {
        if (topic.startsWith(prefix)) infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
      });
      Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
      Map<TopicPartition, Long> marks = plain.endOffsets(partitions);
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      Set<TopicPartition> open = new HashSet<>(partitions);
      while (System.currentTimeMillis() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(500)))
          if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition())))
            print(out, record, withValues.contains(record.topic()));
        open.removeIf(partition -> reader.position(partition) >= ends.get(partition));
        if (open.isEmpty()) break;
      }
      for (TopicPartition p : partitions)
        line(out, "E", p.topic(), p.partition(), ends.get(p), marks.get(p), reader.position(p));
    }
    printGroups(out, brokers, prefix);
    System.out.print(out);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String brokers, String isolation) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", brokers);
    settings.put("default.api.timeout.ms", PATIENCE_MS);
    settings.put("isolation.level", isolation);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    settings.put("key.deserializer", ByteArrayDeserializer.class);
    settings.put("value.deserializer", ByteArrayDeserializer.class);
    return new KafkaConsumer<>(settings);
  }

  @SuppressWarnings({"deprecation", "removal"})
  private static void printGroups(StringBuilder out, String brokers, String prefix) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers, "default.api.timeout.ms", PATIENCE_MS))) {
      for (var group : admin.listConsumerGroups().all().get()) {
        if (!group.groupId().startsWith(prefix)) continue;
        admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata().get().forEach((p, at) -> {
          if (at != null) line(out, "O", group.groupId(), p.topic(), p.partition(), at.offset());
        });
      }
    }
  }

  private static void print(StringBuilder out, ConsumerRecord<byte[], byte[]> record, boolean withValue) {
    List<Object> fields = new ArrayList<>(List.of("M", record.topic(), record.partition(), record.offset()));
    fields.add(base64(record.key()));
    fields.add(record.value() == null || withValue ? base64(record.value()) : "");
    for (Header header : record.headers()) fields.add(header.key() + "=" + base64(header.value()));
    line(out, fields.toArray());
  }

  private static void line(StringBuilder out, Object... fields) {
    StringJoiner joined = new StringJoiner("\t", "", "\n");
    for (Object field : fields) joined.add(String.valueOf(field));
    out.append(joined);
  }

  private static String base64(byte[] bytes) {
    return bytes == null ? "-" : new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII);
  }
}
