#include "database_check.hpp"

#include <condition_variable>
#include <mutex>

#include "core/store/database.hpp"
#include "core/store/inspection.hpp"
#include "core/store/journal.hpp"
#include "vestibule/link/mqtt_bus.hpp"

namespace vestibule::cli {
namespace {

struct Silence final : Log {
  void write(Level, std::string_view) override {}
};

}  // namespace

Result<std::string> check_database_file(const std::string& path) {
  core::Readers readers(path, "");
  std::string integrity;
  core::Verdict verdict;
  try {
    readers.with([&](soci::session& sql) {
      integrity = core::integrity_of(sql);
      verdict = core::verify(sql);
    });
  } catch (const std::exception& failure) {
    return fail(Code::unavailable, "'{}' cannot be read: {}", path, failure.what());
  }
  if (integrity != "ok") return fail(Code::internal, "'{}' is damaged: {}", path, integrity);
  if (verdict.fault) return fail(Code::internal, "the journal does not verify: {}", *verdict.fault);
  return fmt::format("sound; {} journal entries verify", verdict.entries);
}

link::MqttOptions line_to_broker(const Site& site, const std::string& password) {
  link::MqttOptions options;
  options.host = site.settings.mqtt.host;
  options.port = site.settings.mqtt.port;
  options.client = site.settings.mqtt.client + "-doctor";
  options.user = site.settings.mqtt.client;
  options.password = password;
  if (!site.settings.mqtt.authority_file.empty()) options.tls = link::Tls{site.file->resolved(site.settings.mqtt.authority_file), "", ""};
  return options;
}

bool broker_answers(const link::MqttOptions& line) {
  std::mutex mutex;
  std::condition_variable wake;
  bool up = false;
  Silence log;
  link::MqttBus bus(line, [](std::function<void()> run) { run(); }, log);
  bus.on_connection([&](bool connected) {
    const std::lock_guard lock(mutex);
    up = up || connected;
    wake.notify_all();
  });
  std::unique_lock lock(mutex);
  return wake.wait_for(lock, std::chrono::seconds(3), [&] { return up || bus.connected(); });
}

}  // namespace vestibule::cli
