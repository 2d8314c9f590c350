#include "hide.hpp"

namespace vestibule::core {
namespace {

void hide(json::value& value, std::string_view path) {
  const auto dot = path.find('.');
  std::string_view segment = path.substr(0, dot);
  const bool each = segment.ends_with("[]");
  if (each) segment.remove_suffix(2);
  json::object* object = value.if_object();
  json::value* field = object ? object->if_contains(segment) : nullptr;
  if (!field) return;
  if (dot == path.npos) return void(object->stable_erase(segment));
  const std::string_view rest = path.substr(dot + 1);
  if (!each) return hide(*field, rest);
  if (json::array* elements = field->if_array())
    for (auto& element : *elements) hide(element, rest);
}

}  // namespace

void hide(json::value& answer, const Fields& fields) {
  for (const auto& path : fields) hide(answer, std::string_view(path));
}

}  // namespace vestibule::core
