#include "host_settings.hpp"

namespace vestibule::core {
namespace {

using Help = std::map<std::string, std::string>;

const Help house_help = {
    {"database", "The SQLite file; a relative path starts at the folder of the settings file"},
    {"plugins", "The folder the plugins are loaded from; empty: the one installed with this program"},
    {"disabled", "Names of plugins that are not to be opened"},
    {"workers", "Threads for jobs and long queries, 1 to 16"},
    {"log_level", "What is logged: debug, info, warning or error"},
    {"stand_still_seconds", "How long the host may answer nobody before it ends itself to be started again, in seconds; 0: for ever"},
};
const Help http_help = {
    {"enabled", "Whether the HTTP gateway listens at all"},
    {"address", "Where it listens; anything but loopback needs a plugin that knows people, and TLS"},
    {"port", "Its port; 0 takes a free one, which is written to the file <database>.url"},
    {"certificate_file", "PEM certificate chain for TLS; empty: plain HTTP"},
    {"key_file", "PEM key of that certificate"},
    {"hosts", "Host names it answers to besides the loopback ones"},
};
const Help mqtt_help = {
    {"enabled", "Whether the host talks to a broker; without one there are no kiosks and screens"},
    {"host", "The broker's name or address"},
    {"port", "The broker's port"},
    {"client", "The host's account and name at the broker"},
    {"password_file", "A file that holds the account's password"},
    {"authority_file", "PEM certificate of the broker's authority; empty: no TLS"},
    {"certificate_file", "PEM certificate of this client, if the broker asks for one"},
    {"key_file", "PEM key of that certificate"},
    {"accounts_file", "The broker's password file, if the host is to give devices their accounts and take them away; empty: the site does so by itself"},
    {"access_file", "The broker's acl_file, if the host is to say what each of those devices may read; empty: the site does so by itself"},
    {"broker_pid_file", "Where the broker writes its process, which is told to read those files again; empty: somebody else sees to that"},
};
const Help audit_help = {
    {"every_seconds", "How often the journal's last entry is signed, if there is a new one, in seconds; 0: never"},
    {"checkpoints", "The file the signed lines are added to: on another disk or machine, where who can change the database cannot change it; empty: <database>.checkpoints"},
    {"key_file", "The key they are signed with, for the service's eyes only; made at the first start; empty: <database>.signing-key"},
};
const Help backup_help = {
    {"key_file", "The key backups are encrypted with; `vestibule backup --make-key` makes it. Keep a copy elsewhere: without it no backup can be read"},
};

template <class T>
void add_shapes(std::vector<SettingShape>& shapes, const std::string& section, const Help& help) {
  const json::object defaults = encode(T{}).as_object();
  for (const auto& field : fields_of<T>())
    shapes.push_back({section + "." + field.name, field.type, json::serialize(defaults.at(field.name)), help.at(field.name)});
}

}  // namespace

Result<HostSettings> read_host_settings(SettingsFile& file) {
  HostSettings settings;
  VESTIBULE_TRY(settings.house, file.read("host", HouseSettings{}));
  VESTIBULE_TRY(settings.http, file.read("http", HttpSettings{}));
  VESTIBULE_TRY(settings.mqtt, file.read("mqtt", MqttSettings{}));
  VESTIBULE_TRY(settings.audit, file.read("audit", AuditSettings{}));
  VESTIBULE_TRY(settings.backup, file.read("backup", BackupSettings{}));
  if (settings.audit.every_seconds < 0 || settings.audit.every_seconds > 86'400) return fail(Code::invalid, "audit.every_seconds must be from 0 to 86400");
  if (settings.house.workers < 1 || settings.house.workers > 16) return fail(Code::invalid, "host.workers must be from 1 to 16");
  if (settings.house.stand_still_seconds < 0 || settings.house.stand_still_seconds > 3600) return fail(Code::invalid, "host.stand_still_seconds must be from 0 to 3600");
  if (settings.http.port < 0 || settings.http.port > 65535) return fail(Code::invalid, "http.port must be from 0 to 65535");
  if (settings.mqtt.port < 1 || settings.mqtt.port > 65535) return fail(Code::invalid, "mqtt.port must be from 1 to 65535");
  return settings;
}

std::vector<SettingShape> host_setting_shapes() {
  std::vector<SettingShape> shapes;
  add_shapes<HouseSettings>(shapes, "host", house_help);
  add_shapes<HttpSettings>(shapes, "http", http_help);
  add_shapes<MqttSettings>(shapes, "mqtt", mqtt_help);
  add_shapes<AuditSettings>(shapes, "audit", audit_help);
  add_shapes<BackupSettings>(shapes, "backup", backup_help);
  return shapes;
}

}  // namespace vestibule::core
