package vc

import (
	"strings"
	"time"

	pbmmethods "github.com/vmware/govmomi/pbm/methods"
	pbmsim "github.com/vmware/govmomi/pbm/simulator"
	pbm "github.com/vmware/govmomi/pbm/types"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// policyLinks: "vm-12" or "vm-12:2000" (a disk) → storage policy.
type policyLinks map[string]string

// profiles adds to the storage policy manager what the library leaves out.
type profiles struct {
	*pbmsim.ProfileManager
	lab *Lab
}

var profileManager = types.ManagedObjectReference{Type: "PbmProfileProfileManager", Value: "ProfileManager"}

func (l *Lab) installPolicies() {
	r := l.ctx.For("/pbm").Map
	m := r.Get(profileManager).(*pbmsim.ProfileManager)
	r.Put(&profiles{ProfileManager: m, lab: l})
}

func (p *profiles) find(id string) *pbm.PbmCapabilityProfile {
	res := p.PbmRetrieveContent(&pbm.PbmRetrieveContent{ProfileIds: []pbm.PbmProfileId{{UniqueId: id}}}).(*pbmmethods.PbmRetrieveContentBody)
	if res.Fault_ != nil || len(res.Res.Returnval) == 0 {
		return nil
	}
	c, _ := res.Res.Returnval[0].(*pbm.PbmCapabilityProfile)
	return c
}

// PbmCreate refuses a double name.
func (p *profiles) PbmCreate(ctx *simulator.Context, req *pbm.PbmCreate) soap.HasFault {
	all := p.PbmQueryProfile(&pbm.PbmQueryProfile{ResourceType: req.CreateSpec.ResourceType}).(*pbmmethods.PbmQueryProfileBody).Res.Returnval
	for _, id := range all {
		if c := p.find(id.UniqueId); c != nil && c.Name == req.CreateSpec.Name {
			return &pbmmethods.PbmCreateBody{Fault_: refuse(&pbm.PbmDuplicateName{Name: c.Name})}
		}
	}
	if req.CreateSpec.Category == "" {
		// A real one files it so, and clients look for it there by name.
		req.CreateSpec.Category = string(pbm.PbmProfileCategoryEnumREQUIREMENT)
	}
	return p.ProfileManager.PbmCreate(ctx, req)
}

// PbmUpdate changes what is set.
func (p *profiles) PbmUpdate(_ *simulator.Context, req *pbm.PbmUpdate) soap.HasFault {
	c := p.find(req.ProfileId.UniqueId)
	if c == nil {
		return &pbmmethods.PbmUpdateBody{Fault_: refuse(invalid("profileId"))}
	}
	if req.UpdateSpec.Name != "" {
		c.Name = req.UpdateSpec.Name
	}
	c.Description = req.UpdateSpec.Description
	if req.UpdateSpec.Constraints != nil {
		c.Constraints = req.UpdateSpec.Constraints
	}
	c.GenerationId++
	c.LastUpdatedTime = time.Now()
	return &pbmmethods.PbmUpdateBody{Res: &pbm.PbmUpdateResponse{}}
}

// PbmDelete keeps a policy that a machine has.
func (p *profiles) PbmDelete(_ *simulator.Context, req *pbm.PbmDelete) soap.HasFault {
	body := &pbmmethods.PbmDeleteBody{Res: &pbm.PbmDeleteResponse{}}
	for _, id := range req.ProfileId {
		outcome := pbm.PbmProfileOperationOutcome{ProfileId: id}
		for entity, used := range p.lab.policies {
			if used == id.UniqueId {
				f := &pbm.PbmResourceInUse{Type: "VirtualMachine", Name: entity}
				outcome.Fault = &types.LocalizedMethodFault{Fault: f, LocalizedMessage: "The storage policy is in use by " + entity + "."}
			}
		}
		if outcome.Fault == nil {
			p.ProfileManager.PbmDelete(&pbm.PbmDelete{ProfileId: []pbm.PbmProfileId{id}})
		}
		body.Res.Returnval = append(body.Res.Returnval, outcome)
	}
	return body
}

// removePolicy is what somebody does by hand with a policy that no state knows: its provider cannot import one. Why not, if not.
func (l *Lab) removePolicy(name string) string {
	p := l.ctx.For("/pbm").Map.Get(profileManager).(*profiles)
	storage := pbm.PbmProfileResourceType{ResourceType: string(pbm.PbmProfileResourceTypeEnumSTORAGE)}
	all := p.PbmQueryProfile(&pbm.PbmQueryProfile{ResourceType: storage}).(*pbmmethods.PbmQueryProfileBody).Res.Returnval
	for _, id := range all {
		if c := p.find(id.UniqueId); c == nil || c.Name != name {
			continue
		}
		out := p.PbmDelete(l.ctx, &pbm.PbmDelete{ProfileId: []pbm.PbmProfileId{id}}).(*pbmmethods.PbmDeleteBody).Res.Returnval[0]
		if out.Fault != nil {
			return out.Fault.LocalizedMessage
		}
		return ""
	}
	return "there is no storage policy " + name
}

// PbmQueryAssociatedProfile: the policy of a machine or of a disk.
func (p *profiles) PbmQueryAssociatedProfile(req *pbm.PbmQueryAssociatedProfile) soap.HasFault {
	res := &pbm.PbmQueryAssociatedProfileResponse{}
	if id := p.lab.policies[req.Entity.Key]; id != "" {
		res.Returnval = []pbm.PbmProfileId{{UniqueId: id}}
	}
	return &pbmmethods.PbmQueryAssociatedProfileBody{Res: res}
}

// PbmQueryAssociatedProfiles: the same for several.
func (p *profiles) PbmQueryAssociatedProfiles(req *pbm.PbmQueryAssociatedProfiles) soap.HasFault {
	res := &pbm.PbmQueryAssociatedProfilesResponse{}
	for _, e := range req.Entities {
		r := pbm.PbmQueryProfileResult{Object: e}
		if id := p.lab.policies[e.Key]; id != "" {
			r.ProfileId = []pbm.PbmProfileId{{UniqueId: id}}
		}
		res.Returnval = append(res.Returnval, r)
	}
	return &pbmmethods.PbmQueryAssociatedProfilesBody{Res: res}
}

// policyOf reads the policy out of a machine's or a disk's specification.
func policyOf(list []types.BaseVirtualMachineProfileSpec) (id string, set bool) {
	for _, p := range list {
		switch t := p.(type) {
		case *types.VirtualMachineDefinedProfileSpec:
			return t.ProfileId, true
		case *types.VirtualMachineEmptyProfileSpec, *types.VirtualMachineDefaultProfileSpec:
			return "", true
		}
	}
	return "", false
}

func (l *Lab) linkPolicy(key string, list []types.BaseVirtualMachineProfileSpec) {
	id, set := policyOf(list)
	switch {
	case !set:
	case id == "":
		delete(l.policies, key)
	default:
		l.policies[key] = id
	}
}

// forgetPolicies of a machine and its disks.
func (l *Lab) forgetPolicies(vm string) {
	for key := range l.policies {
		if key == vm || strings.HasPrefix(key, vm+":") {
			delete(l.policies, key)
		}
	}
}
