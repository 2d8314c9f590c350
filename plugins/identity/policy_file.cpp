#include "policy_file.hpp"

#include <algorithm>

#include <toml++/toml.h>

namespace vestibule::identity {
namespace {

using Groups = std::map<std::string, std::vector<std::string>, std::less<>>;

/// One reading; the first fault ends it.
class Reading {
 public:
  explicit Reading(std::string_view file) : file_(file) {}

  Result<PolicyTable> read(const toml::table& top) {
    for (const auto& [key, node] : top)
      if (key.str() != "groups" && key.str() != "allow" && key.str() != "hidden" && key.str() != "states") return fault(node, "'{}' is no part of a policy", key.str());
    if (const auto* groups = top["groups"].as_table())
      for (const auto& [name, node] : *groups) VESTIBULE_CHECK(read_group(std::string(name.str()), node));
    const auto* allow = top["allow"].as_table();
    if (!allow) return fault(top, "there is no table [allow]");
    for (const auto& [row, node] : *allow) VESTIBULE_CHECK(read_row(std::string(row.str()), node));
    if (const auto* hidden = top["hidden"].as_table())
      for (const auto& [row, node] : *hidden) VESTIBULE_CHECK(read_hidden(std::string(row.str()), node));
    if (const auto* states = top["states"].as_table())
      for (const auto& [key, node] : *states) VESTIBULE_CHECK(read_states(key.str(), node));
    return std::move(table_);
  }

 private:
  template <class... Args>
  tl::unexpected<Error> fault(const toml::node& where, fmt::format_string<Args...> format, Args&&... args) const {
    return fail(Code::invalid, "{}:{}: {}", file_, where.source().begin.line, fmt::format(format, std::forward<Args>(args)...));
  }

  static bool is_role(std::string_view name) {
    const auto roles = all_roles();
    return std::find(roles.begin(), roles.end(), name) != roles.end();
  }

  Result<> read_group(const std::string& name, const toml::node& node) {
    const auto* members = node.as_array();
    if (!members || is_role(name)) return fault(node, "the group '{}' must be a list of roles under a name of its own", name);
    for (const auto& member : *members) {
      const auto role = member.value<std::string>();
      if (!role || !is_role(*role)) return fault(member, "the group '{}' names a role that does not exist", name);
      groups_[name].push_back(*role);
    }
    return {};
  }

  /// The roles of a key, and whether it is a group.
  Result<std::vector<std::string>> roles_of(std::string_view key, const toml::node& node) const {
    if (const auto group = groups_.find(key); group != groups_.end()) return group->second;
    if (!is_role(key)) return fault(node, "'{}' is neither a role nor a group", key);
    return std::vector{std::string(key)};
  }

  Result<std::array<bool, relation_count>> relations_of(const toml::node& node) const {
    std::array<bool, relation_count> relations{};
    const auto text = node.value<std::string>();
    if (!text) return fault(node, "expected relations as a text, such as \"own department\"");
    const auto allow = [&](Relation relation) { relations[static_cast<std::size_t>(relation)] = true; };
    for (std::size_t at = 0, end = 0; at < text->size(); at = end + 1) {
      end = std::min(text->find(' ', at), text->size());
      const auto word = text->substr(at, end - at);
      Relation relation{};
      if (word == "all")
        for (const auto each : {Relation::none, Relation::own, Relation::department, Relation::other}) allow(each);
      else if (boost::describe::enum_from_string(word.c_str(), relation)) allow(relation);
      else return fault(node, "'{}' is no relation", word);
    }
    return relations;
  }

  /// Groups first, so that a role of its own in the same row says what counts for it.
  Result<> read_row(const std::string& row, const toml::node& node) {
    const auto* cells = node.as_table();
    if (!cells) return fault(node, "the row '{}' must say which role has it for whom", row);
    table_.put_row(row);
    for (const bool group : {true, false})
      for (const auto& [key, cell] : *cells) {
        if (groups_.contains(key.str()) != group) continue;
        VESTIBULE_TRY(const auto roles, roles_of(key.str(), cell));
        VESTIBULE_TRY(const auto relations, relations_of(cell));
        for (const auto& role : roles) table_.put(row, role).relations = relations;
      }
    return {};
  }

  static void hide(std::shared_ptr<Fields>& fields, const std::string& path) {
    if (!fields) fields = std::make_shared<Fields>();
    fields->push_back(path);
  }

  /// "clerk" hides from all clerks, "doctor other" from doctors where the subject is somebody else's.
  Result<> read_hidden(const std::string& row, const toml::node& node) {
    const auto* cells = node.as_table();
    if (!cells || !table_.row_of(row, row)) return fault(node, "'{}' hides fields of a row that does not exist", row);
    for (const auto& [key, cell] : *cells) {
      const std::string_view who = key.str();
      const std::size_t blank = who.find(' ');
      VESTIBULE_TRY(const auto roles, roles_of(who.substr(0, blank), cell));
      Relation only{};
      const bool one = blank != who.npos;
      if (one && !boost::describe::enum_from_string(std::string(who.substr(blank + 1)).c_str(), only)) return fault(cell, "'{}' ends with no relation", who);
      const auto* fields = cell.as_array();
      if (!fields) return fault(cell, "expected a list of fields");
      for (const auto& field : *fields) {
        const auto path = field.value<std::string>();
        if (!path) return fault(field, "expected a field as a text, such as \"visits[].reason\"");
        for (const auto& role : roles)
          for (std::size_t relation = 0; relation < relation_count; ++relation)
            if (!one || relation == static_cast<std::size_t>(only)) hide(table_.put(row, role).hidden[relation], *path);
      }
    }
    return {};
  }

  /// A word of a topic each, or {area}: a wildcard would give a device what is not its own.
  Result<> read_states(std::string_view key, const toml::node& node) {
    VESTIBULE_TRY(const auto roles, roles_of(key, node));
    const auto* subjects = node.as_array();
    if (!subjects) return fault(node, "expected a list of subjects, such as [\"board/{{area}}\"]");
    for (const auto& subject : *subjects) {
      const auto text = subject.value<std::string>();
      if (!text || text->empty() || text->find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-/{}") != text->npos)
        return fault(subject, "expected a subject as a text, such as \"board/{{area}}\"");
      for (const auto& role : roles) table_.put_state(role, *text);
    }
    return {};
  }

  std::string_view file_;
  Groups groups_;
  PolicyTable table_;
};

}  // namespace

Result<PolicyTable> read_policy(std::string_view text, std::string_view file) {
  try {
    return Reading(file).read(toml::parse(text, file));
  } catch (const toml::parse_error& error) {
    return fail(Code::invalid, "{}:{}: {}", file, error.source().begin.line, error.description());
  }
}

}  // namespace vestibule::identity
