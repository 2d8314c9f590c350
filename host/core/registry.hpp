#pragma once
// Every command, query and event of the running plugins, by name.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/http/shelf.hpp"
#include "guests.hpp"

namespace vestibule::core {

struct Command {
  Guest* guest = nullptr;  ///< null for the host's own
  CommandShape shape;
  Commands::Handler handler;
};

struct Query {
  Guest* guest = nullptr;
  CommandShape shape;
  std::variant<Commands::Query, Commands::TableQuery, Commands::Report> handler;
  Readers* readers = nullptr;  ///< of the file a table query reads; null: the house's database
};

struct EventShape {
  std::string name, help;
  std::vector<Field> fields;
};

struct SettingShape {
  std::string name, type, value, help;  ///< "noun.setting"; `value` is the default as JSON
};

/// Loop thread only. Registering a name twice, or one that does not start with the plugin's name and a dot, throws
/// std::logic_error: a defect of the plugin, which is faulted for it.
class Registry {
 public:
  void add(Command command);
  void add(Query query);
  void add(const Guest* guest, EventShape event);
  void add(SettingShape setting) { settings_.push_back(std::move(setting)); }

  /// The pages of all plugins; nothing is added any more once they have started.
  http::Shelf& shelf() { return *shelf_; }
  std::shared_ptr<const http::Shelf> pages() const { return shelf_; }

  const Command* command(std::string_view name) const;
  const Query* query(std::string_view name) const;

  const std::map<std::string, Command, std::less<>>& commands() const { return commands_; }
  const std::map<std::string, Query, std::less<>>& queries() const { return queries_; }
  const std::map<std::string, EventShape, std::less<>>& events() const { return events_; }
  const std::vector<SettingShape>& settings() const { return settings_; }

 private:
  std::map<std::string, Command, std::less<>> commands_;
  std::map<std::string, Query, std::less<>> queries_;
  std::map<std::string, EventShape, std::less<>> events_;
  std::vector<SettingShape> settings_;
  std::shared_ptr<http::Shelf> shelf_ = std::make_shared<http::Shelf>();
};

}  // namespace vestibule::core
