package vc

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"

	"github.com/vmware/govmomi/vim25/types"
)

const tagPath = "/rest/com/vmware/cis/tagging/"

// tagging sits before the library's tag service: it strips the name space that a
// vCenter strips, and refuses what a vCenter refuses.
func (l *Lab) tagging(w http.ResponseWriter, r *http.Request, body []byte) {
	if r.Method == http.MethodPost || r.Method == http.MethodPatch {
		body = bytes.ReplaceAll(body, []byte(`"urn:vim25:`), []byte(`"`))
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	}
	path := strings.TrimPrefix(r.URL.Path, tagPath)
	if id, ok := strings.CutPrefix(path, "tag-association/id:"); ok && r.URL.Query().Get("~action") == "attach" {
		if why := l.mayAttach(r, id, body); why != "" {
			vapiError(w, "invalid_argument", why)
			return
		}
	}
	if id, ok := strings.CutPrefix(path, "category/id:"); ok && r.Method == http.MethodPatch {
		body = l.inOrder(r, id, body)
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	}
	l.model.Service.ServeMux.ServeHTTP(w, r)
}

type tagFacts struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	CategoryID  string   `json:"category_id"`
	Cardinality string   `json:"cardinality"`
	Types       []string `json:"associable_types"`
}

// ask reads from the tag service with the caller's own session.
func (l *Lab) ask(r *http.Request, path string, value any) bool {
	req := httptest.NewRequest(http.MethodGet, "https://"+l.model.Service.Listen.Host+tagPath+path, nil)
	req.Header = r.Header.Clone()
	rec := httptest.NewRecorder()
	l.model.Service.ServeMux.ServeHTTP(rec, req)
	res := struct{ Value any }{value}
	return rec.Code == http.StatusOK && json.NewDecoder(rec.Body).Decode(&res) == nil
}

// mayAttach: the category allows this type of object, and one tag or several.
func (l *Lab) mayAttach(r *http.Request, id string, body []byte) string {
	var req struct {
		Object struct{ ID, Type string } `json:"object_id"`
	}
	var tag, cat tagFacts
	if json.Unmarshal(body, &req) != nil || !l.ask(r, "tag/id:"+id, &tag) || !l.ask(r, "category/id:"+tag.CategoryID, &cat) {
		return "" // the service itself says what is wrong
	}
	ref := types.ManagedObjectReference{Type: req.Object.Type, Value: req.Object.ID}
	if l.Map.Get(ref) == nil {
		return fmt.Sprintf("There is no object %s:%s.", ref.Type, ref.Value)
	}
	if len(cat.Types) > 0 && !slices.Contains(cat.Types, "All") && !slices.ContainsFunc(cat.Types, func(t string) bool { return sameKind(t, ref.Type) }) {
		return fmt.Sprintf("The category %s does not allow its tags on a %s.", cat.Name, ref.Type)
	}
	if cat.Cardinality == "SINGLE" {
		attached, _ := l.tagService().AttachedTags(ref)
		for _, other := range attached {
			var t tagFacts
			if other != id && l.ask(r, "tag/id:"+other, &t) && t.CategoryID == cat.ID {
				return fmt.Sprintf("The category %s allows one tag on an object; %s is attached already.", cat.Name, t.Name)
			}
		}
	}
	return ""
}

func sameKind(associable, kind string) bool {
	if associable == "DistributedVirtualSwitch" {
		return strings.HasSuffix(kind, "DistributedVirtualSwitch")
	}
	return associable == kind
}

// inOrder puts the types that a category has already before the new ones: the
// library insists on their order, a vCenter keeps a set.
func (l *Lab) inOrder(r *http.Request, id string, body []byte) []byte {
	var req map[string]map[string]any
	var cat tagFacts
	if json.Unmarshal(body, &req) != nil || !l.ask(r, "category/id:"+id, &cat) {
		return body
	}
	given, ok := req["update_spec"]["associable_types"].([]any)
	if !ok {
		return body
	}
	var list []any
	for _, t := range cat.Types {
		if slices.Contains(given, any(t)) {
			list = append(list, t)
		}
	}
	for _, t := range given {
		if !slices.Contains(list, t) {
			list = append(list, t)
		}
	}
	req["update_spec"]["associable_types"] = list
	sorted, err := json.Marshal(req)
	if err != nil {
		return body
	}
	return sorted
}

func vapiError(w http.ResponseWriter, kind, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusBadRequest)
	_ = json.NewEncoder(w).Encode(map[string]any{
		"type":  "com.vmware.vapi.std.errors." + kind,
		"value": map[string]any{"messages": []any{map[string]any{"args": []string{}, "id": "cordee.lab", "default_message": message}}},
	})
}

// tagService is the part of the library's tag service that we call directly.
type tagService interface {
	AttachedTags(types.ManagedObjectReference) ([]string, types.BaseMethodFault)
	DetachTag(types.ManagedObjectReference, string) types.BaseMethodFault
}

func (l *Lab) tagService() tagService {
	if l.model.Service.ServeMux == nil {
		return nil
	}
	h, _ := l.model.Service.ServeMux.Handler(&http.Request{Method: http.MethodGet, Host: "lab", URL: &url.URL{Path: tagPath}})
	t, _ := h.(tagService)
	return t
}

// forgetTags of an object that is gone.
func (l *Lab) forgetTags(ref types.ManagedObjectReference) {
	s := l.tagService()
	if s == nil {
		return
	}
	ids, _ := s.AttachedTags(ref)
	for _, id := range ids {
		s.DetachTag(ref, id)
	}
}
