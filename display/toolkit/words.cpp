#include "vestibule/ui/words.hpp"

#include "toml_file.hpp"

namespace vestibule::ui {

namespace {

/// U+2068 and U+2069: what stands between them has its own direction.
constexpr std::string_view isolate = "\u2068", end_isolate = "\u2069";

std::string_view root_of(std::string_view language) { return language.substr(0, language.find('-')); }

/// The text with each {name} that has a filling replaced; others stay, to be seen.
std::string filled(std::string_view text, const std::vector<Filling>& fillings) {
  std::string result;
  while (!text.empty()) {
    const auto open = text.find('{'), close = text.find('}', open);
    if (open == text.npos || close == text.npos) break;
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const auto filling = std::find_if(fillings.begin(), fillings.end(), [&](const Filling& f) { return f.name == name; });
    result += text.substr(0, open);
    if (filling == fillings.end()) result += text.substr(open, close - open + 1);
    else if (filling->number) result += filling->value;
    else result.append(isolate).append(filling->value).append(end_isolate);
    text.remove_prefix(close + 1);
  }
  return result.append(text);
}

}  // namespace

std::string isolated(std::string_view text) { return std::string(isolate).append(text).append(end_isolate); }

std::string_view plural(std::string_view language, long long n) {
  const std::string_view root = root_of(language);
  if (root == "zh" || root == "ja" || root == "ko" || root == "th" || root == "vi" || root == "id") return "other";
  if (root == "ar") {
    const long long rest = n % 100;
    if (n >= 0 && n <= 2) return n == 0 ? "zero" : n == 1 ? "one" : "two";
    return rest >= 3 && rest <= 10 ? "few" : rest >= 11 ? "many" : "other";
  }
  if (root == "he") return n == 1 ? "one" : n == 2 ? "two" : "other";
  // "un million de personnes": Spanish, French, Italian and Portuguese have a form of their own for whole millions.
  const bool millions = n != 0 && n % 1'000'000 == 0;
  if ((root == "es" || root == "fr" || root == "it" || root == "pt") && millions) return "many";
  if (root == "fr" || root == "pt" || root == "hi" || root == "fa" || root == "bn") return n == 0 || n == 1 ? "one" : "other";
  if (root == "ru" || root == "uk" || root == "pl") {
    const long long ten = n % 10, hundred = n % 100;
    if (root == "pl" ? n == 1 : ten == 1 && hundred != 11) return "one";
    return ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? "few" : "many";
  }
  return n == 1 ? "one" : "other";
}

Result<Words> Words::from_toml(std::string language, const TomlFile& file) {
  VESTIBULE_CHECK(file.only(file.root(), {"direction", "name", "words"}));
  Words words;
  words.language_ = std::move(language);
  words.name_ = file.root()["name"].value_or(words.language_);
  words.direction_ = file.root()["direction"].value_or(std::string_view{"ltr"}) == "rtl" ? Direction::right_to_left : Direction::left_to_right;
  VESTIBULE_TRY(const toml::table* table, file.table("words"));
  for (const auto& [key, node] : *table) {
    Forms& forms = words.words_[std::string(key.str())];
    if (const auto* text = node.as_string()) forms["other"] = text->get();
    if (const auto* plurals = node.as_table()) {
      VESTIBULE_CHECK(file.only(*plurals, {"zero", "one", "two", "few", "many", "other"}));
      for (const auto& [category, form] : *plurals) forms[std::string(category.str())] = form.value_or(std::string{});
    }
    if (!forms.contains("other")) return file.error(node, fmt::format("\"{}\" is neither a text nor plural forms with \"other\"", key.str()));
  }
  return words;
}

Result<Words> Words::read(const std::filesystem::path& file) {
  VESTIBULE_TRY(const auto toml, TomlFile::read(file));
  return from_toml(file.stem().string(), toml);
}

Result<Words> Words::parse(std::string language, std::string_view text) {
  VESTIBULE_TRY(const auto toml, TomlFile::parse(text, language + ".toml"));
  return from_toml(std::move(language), toml);
}

bool Words::has(std::string_view key) const { return words_.find(key) != words_.end(); }

std::string Words::text(std::string_view key, const std::vector<Filling>& fillings) const {
  const auto found = words_.find(key);
  if (found == words_.end()) return fmt::format("[{}]", key);
  std::string_view category = "other";
  for (const Filling& filling : fillings)
    if (filling.name == "count" && filling.number) category = plural(language_, *filling.number);
  auto form = found->second.find(category);
  if (form == found->second.end()) form = found->second.find("other");
  return filled(form->second, fillings);
}

const std::string& in_language(const std::map<std::string, std::string>& texts, std::string_view language) {
  static const std::string none;
  for (const std::string_view wanted : {language, root_of(language), std::string_view("en")})
    if (const auto found = texts.find(std::string(wanted)); found != texts.end()) return found->second;
  return texts.empty() ? none : texts.begin()->second;
}

std::vector<std::string> Words::forms(std::string_view key) const {
  std::vector<std::string> forms;
  if (const auto found = words_.find(key); found != words_.end())
    for (const auto& [category, text] : found->second) forms.push_back(category);
  return forms;
}

std::string Words::letters() const {
  std::string all;
  for (const auto& [key, forms] : words_)
    for (const auto& [category, text] : forms) all += text;
  return all;
}

std::vector<std::string> Words::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, forms] : words_) keys.push_back(key);
  return keys;
}

}  // namespace vestibule::ui
