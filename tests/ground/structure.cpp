#include "structure.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <set>
#include <string_view>

namespace vestibule::ground {
namespace {

namespace fs = std::filesystem;
using Words = std::set<std::string>;

bool is_source(std::string_view path) { return path.ends_with(".cpp") || path.ends_with(".hpp"); }

/// A part of the house: what stands in it, and what it may include besides itself.
struct Part {
  std::string name;         ///< "sdk", "core", "plugins/queue", "contract/queue", ...
  bool everything = false;  ///< tests and benches may look behind every door
};

/// The skeleton of a new plugin is judged by the place its files will be copied to, the example as the plugin it is.
std::string judged_as(std::string path) {
  constexpr std::string_view skeleton = "host/sdk/new_plugin/", example = "host/sdk/example/";
  if (path.starts_with(skeleton)) path.erase(0, skeleton.size());
  if (path.starts_with(example)) path.replace(0, example.size(), "plugins/example/");
  return path;
}

Part part_of(const std::string& real_path) {
  static const std::regex shapes(
      "host/(sdk|wire|link|core|demo)/.*|(host)/.*|plugins/([^/]+)/(contract/)?.*|display/(toolkit)/.*|(display/[^/]+)/"
      ".*|(kiosk)/"
      ".*|(tests|bench)/.*");
  const std::string path = judged_as(real_path);
  std::smatch match;
  if (!std::regex_match(path, match, shapes)) return {"?"};
  if (match[3].matched) return {(match[4].matched ? "contract/" : "plugins/") + match[3].str()};
  for (const std::size_t group : {1u, 2u, 5u, 6u, 7u})
    if (match[group].matched) return {match[group].str()};
  return {match[8].str(), true};
}

/// The plugins named after NEEDS in the plugin's CMakeLists.txt.
Words needs_of(const Tree& tree, const std::string& plugin) {
  static const std::regex call(R"(vestibule_add_plugin\(([^)]*)\))"), word(R"(\S+)");
  Words needs;
  for (const std::string& folder : {"plugins/" + plugin, "host/sdk/new_plugin/plugins/" + plugin, "host/sdk/" + plugin}) {
    const auto listing = tree.find(folder + "/CMakeLists.txt");
    std::smatch match;
    if (listing == tree.end() || !std::regex_search(listing->second, match, call)) continue;
    const std::string arguments = match[1];
    bool reading = false;
    for (std::sregex_iterator it(arguments.begin(), arguments.end(), word), end; it != end; ++it) {
      if (it->str() == "NEEDS")
        reading = true;
      else if (it->str() == "LINK" || it->str() == "VERSION")
        reading = false;
      else if (reading)
        needs.insert(it->str());
    }
  }
  return needs;
}

/// The toolkit takes values from the SDK, not the machinery of plugins.
bool is_plain_type(const std::string& path) {
  static const Words plain{"clock", "id", "instant", "json", "log", "money", "private", "random", "result"};
  return plain.contains(fs::path(path).stem().string());
}

/// The arrows of the architecture: may something in `from` include the file `path`, which stands in `to`?
bool may_include(const Tree& tree, const Part& from, const Part& to, const std::string& path) {
  if (from.everything || from.name == to.name) return true;
  static const std::map<std::string, Words> arrows{{"wire", {"sdk"}},
                                                   {"link", {"sdk", "wire"}},
                                                   {"core", {"sdk", "wire", "link"}},
                                                   {"host", {"sdk", "wire", "link", "core", "demo"}}};
  if (const auto known = arrows.find(from.name); known != arrows.end()) return known->second.contains(to.name);
  const bool sdk_or_wire = to.name == "sdk" || to.name == "wire";
  if (from.name.starts_with("contract/")) return sdk_or_wire;
  if (from.name.starts_with("plugins/")) {
    const std::string plugin = from.name.substr(8);
    return sdk_or_wire || to.name == "contract/" + plugin ||
           (to.name.starts_with("contract/") && needs_of(tree, plugin).contains(to.name.substr(9)));
  }
  if (from.name == "toolkit") return to.name == "sdk" && is_plain_type(path);
  const bool screen_program = from.name == "kiosk" || from.name.starts_with("display/");
  // The demo plays patients and desks: it is a client like the screens, without one, and asks over HTTP as browsers do.
  const bool client = from.name == "demo" && to.name != "toolkit";
  if (client && path == "host/core/http/client.hpp") return true;
  return (screen_program || client) &&
         (sdk_or_wire || to.name == "link" || to.name == "toolkit" || to.name.starts_with("contract/"));
}

/// Libraries that have one door into the house.
struct Door {
  std::regex header;
  std::regex allowed;
  std::string sentence;
};

const std::vector<Door>& doors() {
  static const std::vector<Door> all{
      {std::regex("SDL.*"), std::regex("display/toolkit/.*|bench/.*"), "SDL is the toolkit's alone"},
      {std::regex("mosquitto.*"), std::regex("host/link/.*|bench/.*"), "MQTT is host/link's alone"},
      {std::regex("soci/.*|sqlite3.*|libpq.*|postgresql/.*"),
       std::regex("host/core/store/.*|plugins/.*_store\\.cpp|tests/.*|bench/.*"),
       "SQL is written in host/core/store and *_store.cpp only"},
      {std::regex("boost/dll.*"), std::regex("host/core/(loader/.*|loader[^/]*)"), "plugins are opened by the loader alone"}};
  return all;
}

struct Include {
  std::string name;
  bool angled;
  std::string spelled() const { return angled ? "<" + name + ">" : "\"" + name + "\""; }
};

std::vector<Include> includes_of(const std::string& text) {
  static const std::regex line(R"re((?:^|\n)[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"])re");
  std::vector<Include> found;
  for (std::sregex_iterator it(text.begin(), text.end(), line), end; it != end; ++it)
    found.push_back({(*it)[2], (*it)[1] == "<"});
  return found;
}

/// "vestibule/queue.hpp" for a public header, nothing for a private one.
std::optional<std::string> public_name(const std::string& path) {
  const std::size_t at = path.find("/vestibule/");
  return at == path.npos ? std::nullopt : std::optional(path.substr(at + 1));
}

/// All checks over one tree; each check adds its sentences.
class Inspection {
 public:
  explicit Inspection(const Tree& tree) : tree_(tree) {
    for (const auto& [path, text] : tree_)
      if (const auto name = public_name(path); name && path.ends_with(".hpp")) publish(*name, path);
  }

  std::vector<std::string> run() {
    for (const auto& [path, text] : tree_) {
      if (!is_source(path)) continue;
      for (const auto& include : includes_of(text)) check_include(path, include);
      if (path.starts_with("host/core/")) check_words(path, text);
    }
    check_readmes();
    return std::move(faults_);
  }

 private:
  template <class... Args>
  void fault(fmt::format_string<Args...> format, Args&&... args) {
    faults_.push_back(fmt::format(format, std::forward<Args>(args)...));
  }

  void publish(const std::string& name, const std::string& path) {
    if (const auto [other, fresh] = public_.emplace(name, path); !fresh)
      fault("{} and {} are both included as <{}>: give one another name", other->second, path, name);
  }

  void check_include(const std::string& path, const Include& include) {
    const std::string place = judged_as(path);
    for (const auto& door : doors())
      if (std::regex_match(include.name, door.header) && !std::regex_match(place, door.allowed))
        fault("{} includes {}: {}", path, include.spelled(), door.sentence);
    if (include.angled && !include.name.starts_with("vestibule/")) return check_no_private(path, include);
    const auto target = resolve(path, include);
    if (!target) {
      if (include.name != "vestibule_abi.hpp") fault("{} includes {}, which is nowhere in the tree", path, include.spelled());
      return;
    }
    const Part from = part_of(path), to = part_of(*target);
    if (!may_include(tree_, from, to, *target))
      fault("{} includes {}: the arrow from {} to {} does not exist in this house", path, include.spelled(), from.name, to.name);
  }

  void check_no_private(const std::string& path, const Include& include) {
    for (const auto& [other, text] : tree_)
      if (is_source(other) && (other == include.name || other.ends_with("/" + include.name)))
        return fault("{} includes {}: {} is private, so it is included with quotes", path, include.spelled(), other);
  }

  /// The file an include of ours means: a public header, or a private one from the includer's folder or one above it;
  /// tests also see the insides of what they test.
  std::optional<std::string> resolve(const std::string& path, const Include& include) const {
    if (const auto found = public_.find(include.name); found != public_.end()) return found->second;
    for (fs::path folder = fs::path(path).parent_path();; folder = folder.parent_path()) {
      const std::string candidate = (folder / include.name).lexically_normal().generic_string();
      if (tree_.contains(candidate)) return candidate;
      if (folder.empty()) break;
    }
    if (!part_of(path).everything) return std::nullopt;
    const auto inside =
        std::find_if(tree_.begin(), tree_.end(), [&](const auto& file) { return file.first.ends_with("/" + include.name); });
    return inside == tree_.end() ? std::nullopt : std::optional(inside->first);
  }

  void check_words(const std::string& path, const std::string& text) {
    Words forbidden{"patient", "token", "ticket", "appointment", "bed", "invoice"};
    for (const auto& [other, unused] : tree_)
      if (other.starts_with("plugins/") && other.ends_with("/CMakeLists.txt"))
        forbidden.insert(other.substr(8, other.find('/', 8) - 8));
    static const std::regex word("[A-Z]+(?![a-z])|[A-Z]?[a-z]+");
    Words said;
    for (std::sregex_iterator it(text.begin(), text.end(), word), end; it != end; ++it) {
      std::string one = it->str();
      std::transform(one.begin(), one.end(), one.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      if (!forbidden.contains(one) && one.ends_with('s')) one.pop_back();
      if (forbidden.contains(one)) said.insert(one);
    }
    if (!said.empty())
      fault("{} says {}: the host core knows nothing of hospitals nor of any plugin", path, fmt::join(said, ", "));
  }

  void check_readmes() {
    Words folders;
    for (const auto& [path, text] : tree_) {
      if (!is_source(path)) continue;
      fs::path folder = fs::path(path).parent_path();
      const std::string all = folder.generic_string() + "/";
      for (const char* inner : {"/contract/", "/vestibule/"})
        if (const std::size_t at = all.find(inner); at != all.npos)
          folder = all.substr(0, std::min(at, folder.generic_string().size()));
      folders.insert(folder.generic_string());
    }
    for (const auto& folder : folders)
      if (!tree_.contains(folder + "/README.md"))
        fault("{}/ has no README.md: one page, what it is for and why it is so", folder);
  }

  const Tree& tree_;
  std::map<std::string, std::string> public_;
  std::vector<std::string> faults_;
};

}  // namespace

Tree read_tree(const fs::path& top) {
  Tree tree;
  static const Words generated{"build", "out", "__pycache__"};
  for (auto it = fs::recursive_directory_iterator(top); it != fs::recursive_directory_iterator(); ++it) {
    const std::string name = it->path().filename().string();
    if (it->is_directory() && (name.starts_with('.') || (it.depth() == 0 && generated.contains(name))))
      it.disable_recursion_pending();
    if (!it->is_regular_file() || !(is_source(name) || name == "CMakeLists.txt" || name == "README.md")) continue;
    std::ifstream file(it->path(), std::ios::binary);
    tree[it->path().lexically_relative(top).generic_string()] = {std::istreambuf_iterator<char>(file), {}};
  }
  return tree;
}

std::vector<std::string> faults(const Tree& tree) { return Inspection(tree).run(); }

}  // namespace vestibule::ground
