#pragma once
// What `vestibule WORD` does, one function a word. Each returns the exit status; results go to standard output, errors to
// standard error.

#include <cstdint>
#include <string>
#include <vector>

namespace vestibule::cli {

/// What `vestibule demo` is asked for.
struct DemoWishes {
  std::string hospital, folder, pictures, visit;
  bool keep = false, morning = false;
};

/// What `vestibule audit verify` is asked for; empty: as the settings say.
struct AuditWishes {
  std::string settings, database, checkpoints, key;
};

struct BackupWishes {
  std::string settings, file, key;
  int keep = 0;  ///< 0: all
  bool make_key = false;
};

struct RestoreWishes {
  std::string settings, file, to, key;
  bool aside = false, without_checkpoints = false;
  int gap = 100;
};

/// What `vestibule user add` is asked for.
struct UserWishes {
  std::string settings, name, full_name, role;
  std::vector<std::string> departments;
};

/// What `vestibule broker ...` is asked for.
struct BrokerWishes {
  std::string folder, name, request, asset, list;
  std::vector<std::string> hosts;
  int inside_port = 1883, devices_port = 8883, screens_port = 8884;
  int days = 5 * 365;
};

int serve(const std::string& settings);
int demo(const DemoWishes& wishes);
int plugins(const std::string& settings, const std::string& release);
int describe(const std::string& settings, bool markdown);
int doctor(const std::string& settings);
int audit_verify(const AuditWishes& wishes);
int backup(const BackupWishes& wishes);
int restore(const RestoreWishes& wishes);
int audit_key(const std::string& settings);
int journal(const std::string& settings, std::int64_t after, int limit);
int do_command(const std::string& settings, const std::string& name, const std::string& body, const std::string& request_id);
int ask_query(const std::string& settings, const std::string& name, const std::string& body);
int user_add(const UserWishes& wishes);
int user_list(const std::string& settings);
int user_password(const std::string& settings, const std::string& person);
enum class UserDeed { suspend, restore, forget_factor, sign_out };
int user_deed(const std::string& settings, const std::string& person, UserDeed deed);
int broker_init(const BrokerWishes& wishes);
int broker_enrol(const BrokerWishes& wishes);
int broker_revoke(const BrokerWishes& wishes);
int broker_devices(const BrokerWishes& wishes);

/// Prints "vestibule: <message>" and gives the exit status of a failure.
int complain(const std::string& message);

}  // namespace vestibule::cli
