#include "loader.hpp"

#include <algorithm>
#include <boost/dll/import.hpp>
#include <boost/dll/library_info.hpp>
#include <boost/dll/shared_library.hpp>
#include <filesystem>
#include <set>
#include <vestibule_abi.hpp>

namespace vestibule::core {
namespace {

namespace dll = boost::dll;
constexpr std::string_view contract_prefix = "vestibule_contract_", needs_prefix = "vestibule_needs_";

/// What a file says of itself through the names of its symbols; none of its code has run.
struct Tags {
  bool matches = false;
  std::string built_with;
  std::string contract;                      ///< the hash of its own contract
  std::map<std::string, std::string> needs;  ///< partner and the hash of the contract it was built against
};

/// "noun_0123456789abcdef" as name and hash.
std::pair<std::string, std::string> name_and_hash(std::string_view text) {
  const auto bar = text.rfind('_');
  return {std::string(text.substr(0, bar)), std::string(text.substr(bar + 1))};
}

Tags tags_of(const std::filesystem::path& file) {
  Tags tags;
  dll::library_info info(file);
  for (const std::string& symbol : info.symbols()) {
    const std::string_view name = symbol;
    if (name == abi_symbol) tags.matches = true;
    else if (name.starts_with(built_with_prefix)) tags.built_with = built_with_of(name);
    else if (name.starts_with(contract_prefix)) tags.contract = name_and_hash(name.substr(contract_prefix.size())).second;
    else if (name.starts_with(needs_prefix)) tags.needs.insert(name_and_hash(name.substr(needs_prefix.size())));
  }
  return tags;
}

struct Candidate {
  std::filesystem::path file;
  Tags tags;
  Guest guest;
};

dll::shared_library open(const std::filesystem::path& file) {
  return dll::shared_library(file, dll::load_mode::rtld_now | dll::load_mode::rtld_local);
}

Candidate judge(const std::filesystem::path& file, const LoadingRules& rules) {
  Candidate candidate{file, {}, {}};
  Guest& guest = candidate.guest;
  guest.description.name = file.stem().string();
  const auto refuse = [&](GuestState state, std::string reason) {
    guest.state = state;
    guest.reason = std::move(reason);
  };
  try {
    candidate.tags = tags_of(file);
  } catch (const std::exception& failure) {
    refuse(GuestState::refused, fmt::format("{} is no plugin file: {}", file.filename().string(), failure.what()));
    return candidate;
  }
  const auto quarantined = rules.quarantined.find(guest.name());
  if (std::find(rules.disabled.begin(), rules.disabled.end(), guest.name()) != rules.disabled.end())
    refuse(GuestState::disabled, "the settings list it under plugins.disabled");
  else if (quarantined != rules.quarantined.end()) refuse(GuestState::quarantined, quarantined->second);
  else if (candidate.tags.built_with.empty())
    refuse(GuestState::refused, fmt::format("{} carries no tag of the SDK; it is no plugin of this house", file.filename().string()));
  else if (!candidate.tags.matches)
    refuse(GuestState::refused, fmt::format("it was built with {}; this host with {}: build it again against this host's SDK",
                                            candidate.tags.built_with, built_with));
  return candidate;
}

/// Why the candidate cannot be started after those in `ready`, if it cannot.
std::optional<std::string> missing_partner(const Candidate& candidate, const std::map<std::string, Candidate>& all,
                                           const std::set<std::string>& ready) {
  for (const auto& [partner, hash] : candidate.tags.needs) {
    const auto found = all.find(partner);
    if (found == all.end()) return fmt::format("it needs the plugin {}, which is not here", partner);
    if (found->second.guest.state != GuestState::enabled)
      return fmt::format("it needs {}, which is {}", partner, boost::describe::enum_to_string(found->second.guest.state, "?"));
    if (found->second.tags.contract != hash)
      return fmt::format("it was built against {}'s contract {}; the one here has {}: build it again", partner, hash,
                         found->second.tags.contract);
    if (!ready.contains(partner)) return fmt::format("it and {} need each other", partner);
  }
  return std::nullopt;
}

bool all_ready(const Candidate& candidate, const std::set<std::string>& ready) {
  const auto& needs = candidate.tags.needs;
  return std::all_of(needs.begin(), needs.end(), [&](const auto& need) { return ready.contains(need.first); });
}

void open_and_describe(Candidate& candidate) {
  try {
    const auto library = open(candidate.file);
    candidate.guest.description = *library.get<const Description*()>("vestibule_describe")();
  } catch (const std::exception& failure) {
    candidate.guest.state = GuestState::refused;
    candidate.guest.reason = fmt::format("it cannot be opened: {}", failure.what());
  }
}

/// Names in the order in which they can start; those that never can are marked refused and come last.
std::vector<std::string> starting_order(std::map<std::string, Candidate>& all) {
  std::vector<std::string> order;
  std::set<std::string> ready;
  for (bool progress = true; progress;) {
    progress = false;
    for (auto& [name, candidate] : all) {
      const bool eligible = candidate.guest.state == GuestState::enabled && !ready.contains(name) && all_ready(candidate, ready);
      if (!eligible || missing_partner(candidate, all, ready)) continue;
      ready.insert(name);
      order.push_back(name);
      progress = true;
    }
  }
  for (auto& [name, candidate] : all) {
    if (ready.contains(name)) continue;
    if (candidate.guest.state == GuestState::enabled) {
      candidate.guest.reason = missing_partner(candidate, all, ready).value_or("its needs cannot be met");
      candidate.guest.state = GuestState::refused;
    }
    order.push_back(name);
  }
  return order;
}

}  // namespace

Result<> load_plugins(const std::string& folder, const LoadingRules& rules, Guests& guests) {
  std::error_code error;
  std::map<std::string, Candidate> all;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".so") all.emplace(entry.path().stem().string(), judge(entry.path(), rules));
  if (error) return fail(Code::not_found, "the plugin folder '{}' cannot be read: {}", folder, error.message());
  for (const auto& name : starting_order(all)) {
    Candidate& candidate = all.at(name);
    if (candidate.guest.state == GuestState::enabled) open_and_describe(candidate);
    guests.add(std::move(candidate.guest));
  }
  return {};
}

std::unique_ptr<Plugin> create_plugin(const std::string& folder, const Guest& guest, Context& context) {
  const auto library = open(std::filesystem::path(folder) / (guest.name() + ".so"));
  return std::unique_ptr<Plugin>(library.get<Plugin*(Context&)>("vestibule_create")(context));
}

}  // namespace vestibule::core
