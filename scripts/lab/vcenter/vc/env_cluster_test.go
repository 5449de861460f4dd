package vc

import (
	"encoding/json"
	"net/http"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

func (e *env) host(name string) *object.HostSystem {
	e.Helper()
	h, err := e.find.HostSystem(e.ctx, "*/"+name)
	e.ok(err)
	return h
}

func (e *env) hostRefs(names ...string) (refs []types.ManagedObjectReference) {
	e.Helper()
	for _, n := range names {
		refs = append(refs, e.host(n).Reference())
	}
	return refs
}

func (e *env) folders() *object.DatacenterFolders {
	e.Helper()
	dc, err := e.find.Datacenter(e.ctx, "dc")
	e.ok(err)
	f, err := dc.Folders(e.ctx)
	e.ok(err)
	return f
}

// cluster with the hosts moved in.
func (e *env) cluster(hosts ...string) *object.ClusterComputeResource {
	e.Helper()
	c, err := e.folders().HostFolder.CreateCluster(e.ctx, "prod", types.ClusterConfigSpecEx{})
	e.ok(err)
	e.ok(e.moveIn(c, hosts...))
	return c
}

func (e *env) moveIn(c *object.ClusterComputeResource, hosts ...string) error {
	e.Helper()
	res, err := methods.MoveInto_Task(e.ctx, e.c, &types.MoveInto_Task{This: c.Reference(), Host: e.hostRefs(hosts...)})
	if err != nil {
		return err
	}
	return object.NewTask(e.c.Client, res.Returnval).Wait(e.ctx)
}

func (e *env) reconfigure(c *object.ClusterComputeResource, spec types.ClusterConfigSpecEx) error {
	return e.outcome(c.Reconfigure(e.ctx, &spec, true))
}

func (e *env) config(c *object.ClusterComputeResource) *types.ClusterConfigInfoEx {
	e.Helper()
	var m mo.ClusterComputeResource
	e.props(c.Reference(), &m, "configurationEx")
	return m.ConfigurationEx.(*types.ClusterConfigInfoEx)
}

// http calls the control endpoint.
func (e *env) http(method, path string, into any) int {
	e.Helper()
	u := "https://" + e.server.URL.Host + path
	req, err := http.NewRequest(method, u, nil)
	e.ok(err)
	res, err := e.c.Client.Client.Client.Do(req)
	e.ok(err)
	defer res.Body.Close()
	if into != nil {
		e.ok(json.NewDecoder(res.Body).Decode(into))
	}
	return res.StatusCode
}
