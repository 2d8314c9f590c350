#pragma once
// The host's own tables of the settings file, each with its defaults and a sentence of help.

#include <map>
#include <string>
#include <vector>

#include "registry.hpp"
#include "settings_file.hpp"

namespace vestibule::core {

struct HouseSettings {
  std::string database = "vestibule.db";
  std::string plugins;
  std::vector<std::string> disabled;
  int workers = 2;
  std::string log_level = "info";
  int stand_still_seconds = 30;
};
BOOST_DESCRIBE_STRUCT(HouseSettings, (), (database, plugins, disabled, workers, log_level, stand_still_seconds))

struct HttpSettings {
  bool enabled = true;
  std::string address = "127.0.0.1";
  int port = 8080;
  std::string certificate_file;
  std::string key_file;
  std::vector<std::string> hosts;
};
BOOST_DESCRIBE_STRUCT(HttpSettings, (), (enabled, address, port, certificate_file, key_file, hosts))

struct MqttSettings {
  bool enabled = true;
  std::string host = "127.0.0.1";
  int port = 1883;
  std::string client = "host";
  std::string password_file;
  std::string authority_file;
  std::string certificate_file;
  std::string key_file;
  std::string accounts_file;
  std::string access_file;
  std::string broker_pid_file;
};
BOOST_DESCRIBE_STRUCT(MqttSettings, (),
                      (enabled, host, port, client, password_file, authority_file, certificate_file, key_file, accounts_file, access_file, broker_pid_file))

struct AuditSettings {
  int every_seconds = 60;
  std::string checkpoints;
  std::string key_file;
};
BOOST_DESCRIBE_STRUCT(AuditSettings, (), (every_seconds, checkpoints, key_file))

struct BackupSettings {
  std::string key_file;
};
BOOST_DESCRIBE_STRUCT(BackupSettings, (), (key_file))

struct HostSettings {
  HouseSettings house;
  HttpSettings http;
  MqttSettings mqtt;
  AuditSettings audit;
  BackupSettings backup;
};

/// Reads [host], [http], [mqtt], [audit] and [backup].
Result<HostSettings> read_host_settings(SettingsFile& file);

/// The same with their help, for the reference.
std::vector<SettingShape> host_setting_shapes();

}  // namespace vestibule::core
