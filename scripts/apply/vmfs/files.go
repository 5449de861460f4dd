package main

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/view"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// shownFiles is how many names are printed: a person looks at the rest in vCenter.
const shownFiles = 10

// Files is what the command files prints. Without such a datastore its name is null.
type Files struct {
	Datastore *string `json:"datastore"`
	Count     int     `json:"count"`
	// First are the first names in their order, as folder/name.
	First []string `json:"first"`
}

// filesOf lists what somebody has put on the datastore; what hosts keep there by themselves is left out.
func (v *vcenter) filesOf(ctx context.Context, name string) (Files, error) {
	datastore, err := v.datastoreNamed(ctx, name)
	if err != nil || datastore == nil {
		return Files{First: []string{}}, err
	}
	if !datastore.Summary.Accessible {
		return Files{}, fmt.Errorf("no host reaches the datastore %s: its files cannot be listed", name)
	}
	browser := object.NewHostDatastoreBrowser(v.client, datastore.Browser)
	spec := types.HostDatastoreBrowserSearchSpec{MatchPattern: []string{"*"}, Details: &types.FileQueryFlags{FileType: true}}
	task, err := browser.SearchDatastoreSubFolders(ctx, "["+name+"]", &spec)
	if err != nil {
		return Files{}, fmt.Errorf("listing the files of %s: %w", name, err)
	}
	info, err := task.WaitForResult(ctx, nil)
	if err != nil {
		return Files{}, fmt.Errorf("listing the files of %s: %w", name, err)
	}
	listed, is := info.Result.(types.ArrayOfHostDatastoreBrowserSearchResults)
	if !is {
		return Files{}, fmt.Errorf("listing the files of %s: vCenter answers %T", name, info.Result)
	}
	names := namesIn(name, listed.HostDatastoreBrowserSearchResults)
	return Files{Datastore: &datastore.Name, Count: len(names), First: names[:min(len(names), shownFiles)]}, nil
}

// datastoreNamed is the one datastore of this name, or nil; of two nobody could say which is meant.
func (v *vcenter) datastoreNamed(ctx context.Context, name string) (*mo.Datastore, error) {
	everywhere, err := view.NewManager(v.client).CreateContainerView(ctx, v.client.ServiceContent.RootFolder, []string{"Datastore"}, true)
	if err != nil {
		return nil, err
	}
	defer func() { _ = everywhere.Destroy(context.WithoutCancel(ctx)) }()
	var all []mo.Datastore
	if err := everywhere.Retrieve(ctx, []string{"Datastore"}, []string{"name", "summary", "browser"}, &all); err != nil {
		return nil, err
	}
	found := slices.DeleteFunc(all, func(datastore mo.Datastore) bool { return datastore.Name != name })
	if len(found) > 1 {
		return nil, fmt.Errorf("vCenter has %d datastores named %s", len(found), name)
	}
	if len(found) == 0 {
		return nil, nil
	}
	return &found[0], nil
}

// namesIn are the files in these folders, by their path on the datastore. The data of a disk is named by its descriptor.
func namesIn(datastore string, folders []types.HostDatastoreBrowserSearchResults) []string {
	folderAt := func(full string) string {
		return strings.Trim(strings.TrimPrefix(full, "["+datastore+"]"), " /")
	}
	paths := map[string]bool{}
	for _, folder := range folders {
		for _, file := range folder.File {
			if _, isFolder := file.(*types.FolderFileInfo); !isFolder {
				paths[path.Join(folderAt(folder.FolderPath), file.GetFileInfo().Path)] = true
			}
		}
	}
	for _, folder := range folders {
		delete(paths, folderAt(folder.FolderPath))
	}
	names := []string{}
	for name := range paths {
		if !ofHosts(name) && !(isData(name) && paths[strings.TrimSuffix(name, dataSuffix)+".vmdk"]) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

const dataSuffix = "-flat.vmdk"

func isData(name string) bool { return strings.HasSuffix(name, dataSuffix) }

// ofHosts is true for what every host makes on a volume by itself: heartbeats of HA, VMFS's own files (.fbb.sf …), states of switch ports.
func ofHosts(name string) bool {
	top, _, below := strings.Cut(name, "/")
	if below {
		return top == ".vSphere-HA" || top == ".sdd.sf" || top == ".dvsData"
	}
	return strings.HasPrefix(top, ".") && strings.HasSuffix(top, ".sf")
}
