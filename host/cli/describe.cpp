// vestibule describe: the reference, from what the plugins registered and nothing else.

#include <cstdio>

#include "commands.hpp"
#include "core/host_settings.hpp"
#include "core/store/inspection.hpp"
#include "rehearsal.hpp"

namespace vestibule::cli {
namespace {

using core::Registry;

/// Prints headings, entries and their fields as text or Markdown.
class Page {
 public:
  explicit Page(bool markdown) : markdown_(markdown) {}

  void heading(const char* text) const { print("\n## {}\n", "\n{}\n", text); }
  void entry(const std::string& name, const std::string& help) const { print("**`{}`**: {}\n", "{}\n    {}", name, help); }
  void fields(const char* what, const std::vector<Field>& fields) const {
    for (const auto& field : fields)
      print("- {} `{}`: {}{}", "    {:<8} {:<18} {}{}", what, field.name, field.type, field.required ? "" : " (may be absent)");
  }
  void end() const { std::puts(""); }

 private:
  template <class... Args>
  void print(std::string_view markdown, std::string_view text, const Args&... args) const {
    std::puts(fmt::vformat(markdown_ ? markdown : text, fmt::make_format_args(args...)).c_str());
  }

  bool markdown_;
};

void print_tables(const Page& page, core::Database& database) {
  for (const auto& table : core::tables_of(database.session())) {
    page.entry(table.name, table.name.substr(0, table.name.find('_')) + "'s");
    page.fields("column", table.columns);
    page.end();
  }
}

std::string said_of(const CommandShape& shape) {
  return fmt::format("{}. Needs the right {}.{}", shape.spec.help, shape.spec.permission,
                     shape.about ? " It is about somebody: who has asked is kept in the journal." : "");
}

void print_registry(const Page& page, const Registry& registry) {
  page.heading("Commands");
  for (const auto& [name, command] : registry.commands()) {
    page.entry(name, said_of(command.shape));
    page.fields("request", command.shape.request);
    page.fields("reply", command.shape.reply);
    page.end();
  }
  page.heading("Queries");
  for (const auto& [name, query] : registry.queries()) {
    page.entry(name, said_of(query.shape));
    page.fields("request", query.shape.request);
    page.fields("reply", query.shape.reply);
    page.end();
  }
  page.heading("Events");
  for (const auto& [name, event] : registry.events()) {
    page.entry(name, event.help + ".");
    page.fields("field", event.fields);
    page.end();
  }
  page.heading("Pages");
  for (const auto& path : registry.pages()->paths()) page.entry(path, "For everybody; what it shows is asked for as queries.");
}

}  // namespace

int describe(const std::string& settings, bool markdown) {
  auto site = open_site(settings);
  if (!site) return complain(site.error().message);
  auto rehearsal = Rehearsal::of(*site);
  if (!rehearsal) return complain(rehearsal.error().message);
  auto& host = (*rehearsal)->host();
  const Page page(markdown);
  print_registry(page, host.registry());
  page.heading("Settings");
  auto shapes = core::host_setting_shapes();
  shapes.insert(shapes.end(), host.registry().settings().begin(), host.registry().settings().end());
  for (const auto& setting : shapes) page.entry(setting.name, fmt::format("{}. {}, default {}.", setting.help, setting.type, setting.value));
  page.heading("Tables");
  print_tables(page, host.database());
  return 0;
}

}  // namespace vestibule::cli
