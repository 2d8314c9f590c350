#pragma once
// The house put together: opens the database, lets the plugins in, takes commands and queries, tells what was committed.

#include <functional>
#include <memory>
#include <string>

#include "callers.hpp"
#include "guest_context.hpp"
#include "loader.hpp"
#include "vestibule/accounts.hpp"

namespace vestibule::core {

struct HostOptions {
  std::string database;  ///< path of the SQLite file; made if absent
  std::string plugins;   ///< folder
  LoadingRules rules;
  Breadcrumb* breadcrumb = nullptr;  ///< may be null
  /// Called on the loop when the disk has failed: the host acknowledges nothing any more and must be opened anew.
  std::function<void()> broken{};
  std::string operator_key{};  ///< whoever shows it is the operator; empty: nobody is
  BrokerAccounts* accounts = nullptr;  ///< offered to plugins; null: the site keeps the broker's accounts by itself
};

/// What /healthz and the host's own queries tell.
struct Health {
  bool ready = false;
  std::string epoch;
  std::int64_t boot = 0;
  std::int64_t sequence = 0;
  int plugins = 0;
  int out_of_service = 0;
};
BOOST_DESCRIBE_STRUCT(Health, (), (ready, epoch, boot, sequence, plugins, out_of_service))

/// Loop thread only. Seams, log and settings must outlive it.
class Host {
 public:
  /// Opens the database, migrates, lets every plugin start and load. A plugin that fails is faulted and the rest go on; an
  /// error comes back only if the house itself cannot stand: database, its schema, the plugin folder, wrong settings.
  static Result<std::unique_ptr<Host>> open(const HostOptions& options, Seams seams, Log& log, SettingsFile& settings);
  ~Host();

  /// do: `answer` is called on the loop after the commit.
  void submit(Order order);
  /// ask: `answer` is called on the loop, at once or when a reader is done.
  void ask(const Actor& actor, const std::string& name, const json::value& body, Commands::Answer answer);
  /// The journal entries after `sequence`, read by a worker; `then` is called on the loop.
  void entries(std::int64_t sequence, int limit, std::function<void(std::vector<Entry>)> then);
  /// Called on the loop after each group that was committed.
  Subscription on_committed(std::function<void(std::int64_t sequence)> handler);

  bool has_policy() const;
  /// What the policy says of a wish that is no command or query.
  Judged judge(const Actor& actor, std::string_view name, std::string_view permission);
  Callers& callers();
  Health health() const;
  std::int64_t sequence() const;
  const std::string& epoch() const;
  Guests& guests();
  const Registry& registry() const;
  const DispatchCounts& counts() const;
  /// Commands that have come and are in no group yet.
  std::size_t waiting() const;
  Database& database();

  /// Sends pulse and retained states again: the broker has come (back).
  void announce();

 private:
  struct Inside;
  explicit Host(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace vestibule::core
